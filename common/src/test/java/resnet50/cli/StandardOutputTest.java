package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
    private static Optional<String> failureAfter(String message) {
        StandardOutput output = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        });
        output.printer().println("tabby");
        return output.failure();
    }

    @Test
    void remembersTheErrorOfAFullDisk() {
        assertEquals(Optional.of("No space left on device"), failureAfter("No space left on device"));
    }

    @Test
    void ignoresAClosedPipe() {
        assertEquals(Optional.empty(), failureAfter("Broken pipe"));
    }

    @Test
    void printsUtf8() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StandardOutput output = new StandardOutput(bytes);
        PrintStream printer = output.printer();
        printer.println("Kätzchen");
        assertEquals("Kätzchen" + System.lineSeparator(), bytes.toString(StandardCharsets.UTF_8));
        assertTrue(output.failure().isEmpty());
    }
}
