package resnet50.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/**
 * What the program does besides labeling pictures. A command line is told of it only if its arguments may speak of it: to look at
 * the options of all these commands takes a new JVM longer than to look at the picture.
 */
final class Subcommands {
    private static final Set<String> NAMES =
            Set.of("bench", "compare", "profile", "eval", "weights", "worker", "jvm-options", "generate-completion");

    /** These run no network in this JVM. */
    private static final Set<String> WITHOUT_NETWORK = Set.of("compare", "weights", "jvm-options", "generate-completion");

    /** Options that ask for another network than the usual one, or for none in this JVM. */
    private static final Set<String> OTHERWISE =
            Set.of("--arch", "--crop", "--vector", "--jmh", "--help", "-h", "--version", "-V");

    private Subcommands() {}

    /** Makes them known if one is named, or help is asked for, which lists them. */
    static void addTo(CommandLine commandLine, String... args) {
        if (Stream.of(args).anyMatch(arg -> NAMES.contains(arg) || arg.equals("--help") || arg.equals("-h"))) {
            List.of(
                            BenchCommand.class, CompareCommand.class, ProfileCommand.class, EvalCommand.class,
                            WeightsCommand.class, WorkerCommand.class, JvmOptionsCommand.class, GenerateCompletion.class)
                    .forEach(commandLine::addSubcommand);
        }
    }

    /** Whether resnet50 will run as it was trained; a guess from the bare arguments, of which a wrong one costs only time. */
    static boolean wantUsualNetwork(String... args) {
        return args.length > 0 && !WITHOUT_NETWORK.contains(args[0]) && Stream.of(args).noneMatch(Subcommands::saysOtherwise);
    }

    private static boolean saysOtherwise(String argument) {
        return OTHERWISE.contains(argument.split("=", 2)[0]);
    }
}
