package resnet50.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The process's standard output. Keeps the exception of a failed write, which a {@link PrintStream} discards. */
public final class StandardOutput extends OutputStream {
    private static final StandardOutput OF_PROCESS = new StandardOutput(new FileOutputStream(FileDescriptor.out));

    private final OutputStream out;
    private volatile IOException failure;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    public static StandardOutput ofProcess() {
        return OF_PROCESS;
    }

    /** A printer in UTF-8 that flushes at the end of each line. */
    public PrintStream printer() {
        return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    /** The reason of a failed write. A pipe closed by its reader, as by {@code | head}, is not a failure. */
    Optional<String> failure() {
        return Optional.ofNullable(failure)
                .map(e -> String.valueOf(e.getMessage()))
                .filter(message -> !message.toLowerCase(Locale.ROOT).contains("pipe"));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
