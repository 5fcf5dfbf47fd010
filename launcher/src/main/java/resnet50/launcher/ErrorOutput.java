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
 * Copies the second JVM's standard error to that of this JVM, unbuffered, without the JVM's warning about the incubator
 * module. No option silences this warning, which would precede every result.
 *
 * <p>The lines in which a JVM reports options from the environment are dropped too: the first JVM has already printed
 * them.
 */
final class ErrorOutput {
    private static final String WARNING = "WARNING: Using incubator modules: " + Launcher.MODULE;
    private static final String[] PICKED_UP = {"Picked up JAVA_TOOL_OPTIONS:", "Picked up _JAVA_OPTIONS:"};
    /** Java 8 does not read {@code JDK_JAVA_OPTIONS}. */
    private static final String[] PICKED_UP_9 = {PICKED_UP[0], PICKED_UP[1], "NOTE: Picked up JDK_JAVA_OPTIONS:"};

    private final String[] repeated;
    /** Start of the current line, held until the line is known to be dropped or kept. */
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean restOfLine;
    private boolean warned;

    /** @param feature Java feature version of the first JVM, such as 8, 11 or 17 */
    ErrorOutput(int feature) {
        repeated = feature < 9 ? PICKED_UP : PICKED_UP_9;
    }

    /** Returns whether this process's standard error is a terminal. */
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

    /** Tests standard input and output instead: Java has no such query for standard error. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
        Console console = System.console();
        try {
            // since Java 22 System.console() is never null, and isTerminal() exists
            return console != null && (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /**
     * Copies until end of file. Keeps reading after a write error, so that the second JVM does not block on a full
     * pipe.
     */
    void copy(InputStream in) throws IOException {
        // unbuffered: a progress bar has no line ends
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

    /** Adds the first {@code length} bytes and returns the bytes to write now, including those held back earlier. */
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
        // filter only once: a later line with the same text is the program's own
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
