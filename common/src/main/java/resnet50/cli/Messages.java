package resnet50.cli;

import java.io.PrintStream;

/** What the user is told on standard error: one line each, beginning with the program's name. */
public final class Messages {
    private final PrintStream err;
    private final boolean verbose;

    /** @param verbose whether stack traces are wanted */
    public Messages(PrintStream err, boolean verbose) {
        this.err = err;
        this.verbose = verbose;
    }

    /** Says something that is good to know. */
    public void note(String message) {
        err.println("resnet50: " + printable(message));
    }

    /** Says what went wrong. */
    public void error(String message, Throwable cause) {
        note(message);
        if (verbose) {
            cause.printStackTrace(err);
        }
    }

    /** File names come from strangers: what would steer a terminal is shown as a question mark. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> printable.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return printable.toString();
    }
}
