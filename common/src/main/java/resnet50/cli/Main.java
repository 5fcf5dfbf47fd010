package resnet50.cli;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.stage.WarmUp;

/** Entry point, on the JVM that the launcher has found. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        OutOfMemory.watchAllThreads();
        System.setProperty("java.awt.headless", "true"); // pictures are decoded, never shown
        if (Subcommands.wantUsualNetwork(args)) {
            WarmUp.startAhead();
        }
        System.setOut(new PrintStream(StandardOutput.ofProcess(), true, System.out.charset()));
        System.exit(written(run(args)));
    }

    /** The exit code of a command, unless its results could not be written to standard output. */
    private static int written(int exitCode) {
        System.out.flush();
        Optional<String> failure = StandardOutput.ofProcess().failure();
        failure.ifPresent(why -> System.err.println("resnet50: standard output: cannot be written (" + why + "); check the disk"));
        return failure.isPresent() && exitCode == ExitCode.OK.code() ? ExitCode.NO_INPUT.code() : exitCode;
    }

    /** Runs one command line; returns the exit code. */
    public static int run(String... args) {
        ClassifyCommand root = new ClassifyCommand();
        CommandLine commandLine = new CommandLine(root);
        Subcommands.addTo(commandLine, args);
        EnumConverter.addTo(commandLine);
        Optional<String> meant = args.length == 0 ? Optional.empty() : Subcommands.meantBy(args[0]);
        if (meant.isPresent()) {
            return usageError(args[0] + ": no such command or file; did you mean " + meant.get() + "?");
        }
        return run(commandLine, root::messages, args);
    }

    /**
     * Runs one command line of a program with this program's messages and exit codes.
     *
     * @param messages is asked after the options have been read
     */
    public static int run(CommandLine commandLine, Supplier<Messages> messages, String... args) {
        commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, arguments) -> usageError(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, messages.get()));
        try {
            return commandLine.execute(args);
        } catch (Error e) {
            if (!OutOfMemory.causes(e)) {
                throw e;
            }
            return OutOfMemory.report().code();
        }
    }

    private static int usageError(ParameterException e) {
        String remedy = e instanceof UnmatchedArgumentException unmatched
                ? meant(unmatched).map(name -> "; did you mean " + name + "?").orElse("; see --help")
                : e.getMessage().endsWith("?") ? "" : "; see --help";
        return usageError(e.getMessage() + remedy);
    }

    /** The option or subcommand that is misspelled. */
    private static Optional<String> meant(UnmatchedArgumentException e) {
        String typed = e.getUnmatched().getFirst().split("=", 2)[0];
        CommandLine command = e.getCommandLine();
        Collection<String> names = typed.startsWith("-")
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        return Suggestions.nearest(typed, names);
    }

    private static int usageError(String message) {
        System.err.println("resnet50: " + Printable.text(message));
        return ExitCode.USAGE.code();
    }

    private static int failed(Exception e, Messages messages) {
        if (e instanceof UserException mistake) {
            messages.error(mistake.getMessage(), mistake);
            return mistake.exitCode().code();
        }
        if (e instanceof InvalidPathException invalid) {
            messages.error(invalid.getInput() + ": is not a valid file name; check it", invalid);
            return ExitCode.NO_INPUT.code();
        }
        if (OutOfMemory.causes(e)) {
            return OutOfMemory.report().code();
        }
        messages.error("internal error: " + e + "; --verbose shows where", e);
        return ExitCode.INTERNAL.code();
    }
}
