package resnet50.cli;

import java.io.PrintStream;
import resnet50.core.Printable;

/** Messages on standard error: one line each, beginning with the program's name. */
public final class Messages {
    private final PrintStream err;
    private final boolean verbose;

    /** @param verbose whether errors are followed by their stack traces */
    public Messages(PrintStream err, boolean verbose) {
        this.err = err;
        this.verbose = verbose;
    }

    /** Whether errors are followed by their stack traces. */
    public boolean verbose() {
        return verbose;
    }

    /** Prints a note. */
    public void note(String message) {
        err.println("resnet50: " + Printable.text(message));
    }

    /** Prints an error. */
    public void error(String message, Throwable cause) {
        note(NameEncoding.ofThisProcess().explained(message, cause));
        if (verbose) {
            cause.printStackTrace(err);
        }
    }
}
