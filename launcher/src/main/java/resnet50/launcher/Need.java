package resnet50.launcher;

import java.util.Arrays;
import java.util.List;

/** What a command line needs of its JVM. The vector module more than doubles a JVM's start-up time. */
enum Need {
    /** Prints what is known already: the help, the version. */
    TEXT,
    /** Opens files and runs no network. */
    FILES,
    /** Runs a network. */
    VECTORS;

    private static final List<String> TEXT_COMMANDS = Arrays.asList("generate-completion", "jvm-options");
    private static final List<String> FILE_COMMANDS = Arrays.asList("weights");
    private static final List<String> TEXT_OPTIONS = Arrays.asList("--help", "-h", "--version", "-V");

    /** Goes by the classifier's arguments. When in doubt it is {@code VECTORS}, which can do all. */
    static Need of(String[] args) {
        if (args.length == 0 || TEXT_COMMANDS.contains(args[0])) {
            return TEXT;
        }
        for (String arg : args) {
            if (TEXT_OPTIONS.contains(arg)) {
                return TEXT;
            }
            if (arg.equals("--")) {
                break; // names of files from here on
            }
        }
        return FILE_COMMANDS.contains(args[0]) ? FILES : VECTORS;
    }
}
