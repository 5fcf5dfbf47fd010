package resnet50.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The subcommands. They are added to a command line only if an argument may name one: reading the annotations of all
 * commands takes longer in a new JVM than decoding a picture.
 */
final class Subcommands {
    /** Options that select another network than the default, or none in this JVM. */
    private static final Set<String> OTHERWISE =
            Set.of("--arch", "--crop", "--vector", "--jmh", "--help", "-h", "--version", "-V");

    private Subcommands() {}

    /** Adds all subcommands if an argument names one or is {@code --help}, which lists them. */
    static void addTo(CommandLine commandLine, String... args) {
        boolean help = Stream.of(args).anyMatch(arg -> arg.equals("--help") || arg.equals("-h"));
        if (!help && Stream.of(args).noneMatch(Subcommands::mayBeName)) {
            return;
        }
        List<CommandSet> sets = sets();
        if (help || Stream.of(args).anyMatch(arg -> isName(sets, arg))) {
            sets.forEach(set -> set.commands().values().forEach(commandLine::addSubcommand));
        }
    }

    /** The subcommand that a misspelled argument means; empty if it is a subcommand or a file, or is similar to no subcommand. */
    static Optional<String> meantBy(String argument) {
        if (!mayBeName(argument) || Files.exists(Path.of(argument))) {
            return Optional.empty();
        }
        List<CommandSet> sets = sets();
        List<String> names = sets.stream().flatMap(set -> set.commands().keySet().stream()).toList();
        return names.contains(argument) ? Optional.empty() : Suggestions.nearest(argument, names);
    }

    /**
     * Whether resnet50 will run on pictures of the default size. A guess from the arguments, before they are parsed; a
     * wrong guess only costs time.
     */
    static boolean wantUsualNetwork(String... args) {
        return args.length > 0 && !runsNoNetwork(args[0]) && Stream.of(args).noneMatch(Subcommands::saysOtherwise);
    }

    private static boolean runsNoNetwork(String name) {
        return mayBeName(name) && sets().stream().anyMatch(set -> set.withoutNetwork().contains(name));
    }

    private static List<CommandSet> sets() {
        List<CommandSet> sets = new ArrayList<>();
        ServiceLoader.load(CommandSet.class).forEach(sets::add);
        sets.add(new StandardCommands());
        return sets;
    }

    private static boolean isName(List<CommandSet> sets, String argument) {
        return sets.stream().anyMatch(set -> set.commands().containsKey(argument));
    }

    /** Command names are letters and dashes; most names of pictures have a dot or a slash. */
    private static boolean mayBeName(String argument) {
        return !argument.isEmpty()
                && argument.charAt(0) != '-'
                && argument.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z'));
    }

    private static boolean saysOtherwise(String argument) {
        return OTHERWISE.contains(argument.split("=", 2)[0]);
    }
}
