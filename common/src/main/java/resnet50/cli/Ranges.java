package resnet50.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Bounds of numbers on the command line. */
public final class Ranges {
    private Ranges() {}

    /**
     * Returns the value.
     *
     * @throws ParameterException unless it is between two bounds, inclusive
     */
    public static int check(CommandSpec command, String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new ParameterException(
                    command.commandLine(), option + " " + value + " is not between " + min + " and " + max);
        }
        return value;
    }

    /**
     * Returns the number of threads that {@code --threads} asks for; 0 means one per core.
     *
     * @throws ParameterException if there are too many
     */
    static int threads(CommandSpec command, int asked) {
        int threads = check(command, "--threads", asked, 0, 1024);
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
