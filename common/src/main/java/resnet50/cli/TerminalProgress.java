package resnet50.cli;

import java.io.Console;
import java.io.PrintStream;
import resnet50.core.Progress;

/**
 * A progress bar on standard error, cleared when its task is done. Prints nothing if standard error is not a terminal.
 */
public final class TerminalProgress implements Progress {
    private static final int BAR_CHARACTERS = 30;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream terminal;
    private long lastDrawn = System.nanoTime() - REDRAW_NANOS;
    private int lastLength;

    private TerminalProgress(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** For this process's standard error. */
    public static Progress onStandardError() {
        return isTerminal() ? new TerminalProgress(System.err) : NONE;
    }

    /**
     * The launcher passes the answer in a system property. Without it, standard input and output are tested instead,
     * because Java cannot test standard error.
     */
    @SuppressWarnings("SystemConsoleNull") // it does return null, unless -Djdk.console=jdk.internal.le
    private static boolean isTerminal() {
        String told = System.getProperty("resnet50.stderr.terminal");
        if (told != null) {
            return Boolean.parseBoolean(told);
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public synchronized void update(String task, long done, long total) {
        boolean complete = done == total;
        long now = System.nanoTime();
        if (!complete && now - lastDrawn < REDRAW_NANOS) {
            return;
        }
        lastDrawn = now;
        String line = complete ? "" : line(task, done, total);
        terminal.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())) + "\r" + line);
        terminal.flush();
        lastLength = line.length();
    }

    private static String line(String task, long done, long total) {
        if (total <= 0) {
            return task + " ...";
        }
        double share = Math.min(1, (double) done / total);
        int filled = (int) (share * BAR_CHARACTERS);
        return String.format(
                "%s [%s%s] %3.0f %%", task, "=".repeat(filled), " ".repeat(BAR_CHARACTERS - filled), 100 * share);
    }
}
