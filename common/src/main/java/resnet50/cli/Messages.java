package resnet50.cli;

import java.io.PrintStream;
import resnet50.core.Printable;

/** What the user is told on standard error: one line each, beginning with the program's name. */
public final class Messages {
    private final PrintStream err;
    private final boolean verbose;

    /** @param verbose whether stack traces are wanted */
    public Messages(PrintStream err, boolean verbose) {
        this.err = err;
        this.verbose = verbose;
    }

    /** Whether the user wants to see more than a line. */
    public boolean verbose() {
        return verbose;
    }

    /** Says something that is good to know. */
    public void note(String message) {
        err.println("resnet50: " + Printable.text(message));
    }

    /** Says what went wrong. */
    public void error(String message, Throwable cause) {
        note(NameEncoding.ofThisProcess().explained(message, cause));
        if (verbose) {
            cause.printStackTrace(err);
        }
    }
}
