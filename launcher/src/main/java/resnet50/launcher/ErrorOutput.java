package resnet50.launcher;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/**
 * Copies the second JVM's standard error to ours, byte for byte and at once, but for the line in which the JVM warns of the
 * module. No option silences that line, and it would head every result.
 *
 * <p>Lines in which a JVM says that it read its options from the environment are left out too: ours has just said so.
 */
final class ErrorOutput {
    private static final String WARNING = "WARNING: Using incubator modules: " + Launcher.MODULE;
    private static final String[] PICKED_UP = {"Picked up JAVA_TOOL_OPTIONS:", "Picked up _JAVA_OPTIONS:"};
    /** Java 8 neither reads this variable nor says so. */
    private static final String[] PICKED_UP_9 = {PICKED_UP[0], PICKED_UP[1], "NOTE: Picked up JDK_JAVA_OPTIONS:"};

    private final String[] repeated;
    /** The line being read, until it is clear what it is. */
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean restOfLine;
    private boolean warned;

    /** @param feature of the first JVM: 8, 11, 17 */
    ErrorOutput(int feature) {
        repeated = feature < 9 ? PICKED_UP : PICKED_UP_9;
    }

    /** Whether the user reads our standard error on a terminal. */
    static boolean isTerminal() {
        if (System.getProperty("os.name").equals("Linux")) {
            try {
                String target = Files.readSymbolicLink(Paths.get("/proc/self/fd/2")).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException e) {
                return false;
            }
        }
        return hasConsole();
    }

    /** Is about standard input and output: nothing in Java knows of standard error. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
        Console console = System.console();
        try {
            // from Java 22 on there is a console in any case, and this method
            return console != null && (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Copies until the end. If nobody reads ours any more, the other is still emptied, lest it block. */
    void copy(InputStream in) throws IOException {
        // no buffer in between: a progress bar has no line ends
        OutputStream out = new FileOutputStream(FileDescriptor.err);
        boolean open = true;
        byte[] bytes = new byte[8192];
        int length = 0;
        while (length >= 0) {
            length = in.read(bytes);
            byte[] kept = length >= 0 ? filter(bytes, length) : end();
            if (open && kept.length > 0) {
                open = write(out, kept);
            }
        }
    }

    private static boolean write(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns what of these and of earlier bytes is to be shown now. */
    byte[] filter(byte[] bytes, int length) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(length + line.size());
        int i = 0;
        for (; i < length && !warned; i++) {
            line.write(bytes[i]);
            if (bytes[i] == '\n') {
                endLine(kept);
            } else if (restOfLine || !undecided(text())) {
                restOfLine = true;
                keepLine(kept);
            }
        }
        kept.write(bytes, i, length - i);
        return kept.toByteArray();
    }

    private byte[] end() {
        byte[] kept = line.toByteArray();
        line.reset();
        return kept;
    }

    private void endLine(ByteArrayOutputStream kept) {
        String text = text();
        boolean warning = !restOfLine && text.trim().equals(WARNING);
        if (!warning && (restOfLine || !startsRepeated(text))) {
            keepLine(kept);
        }
        line.reset();
        restOfLine = false;
        // once only: the same words later on are the program's own
        warned = warning;
    }

    private void keepLine(ByteArrayOutputStream kept) {
        kept.write(line.toByteArray(), 0, line.size());
        line.reset();
    }

    private String text() {
        return new String(line.toByteArray(), StandardCharsets.ISO_8859_1);
    }

    private boolean undecided(String text) {
        if (WARNING.startsWith(text) || text.equals(WARNING + "\r") || startsRepeated(text)) {
            return true;
        }
        for (String start : repeated) {
            if (start.startsWith(text)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsRepeated(String text) {
        for (String start : repeated) {
            if (text.startsWith(start)) {
                return true;
            }
        }
        return false;
    }
}
