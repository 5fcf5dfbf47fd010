package resnet50.launcher;

import java.util.Arrays;
import java.util.List;

/** JVM features that a command line requires. The vector module more than doubles a JVM's start-up time. */
enum Need {
    /** Prints constant text, such as the help or the version. */
    TEXT,
    /** Reads or writes files, but runs no network. */
    FILES,
    /** Runs a network. */
    VECTORS;

    private static final List<String> TEXT_COMMANDS = Arrays.asList("generate-completion", "jvm-options");
    private static final List<String> FILE_COMMANDS = Arrays.asList("weights", "describe");
    private static final List<String> TEXT_OPTIONS = Arrays.asList("--help", "-h", "--version", "-V");

    /** Derives the need from the classifier's arguments. The default is {@code VECTORS}, which suits every command. */
    static Need of(String[] args) {
        if (args.length == 0 || TEXT_COMMANDS.contains(args[0])) {
            return TEXT;
        }
        for (String arg : args) {
            if (TEXT_OPTIONS.contains(arg)) {
                return TEXT;
            }
            if (arg.equals("--")) {
                break; // only file names follow
            }
        }
        return FILE_COMMANDS.contains(args[0]) ? FILES : VECTORS;
    }
}
