package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static resnet50.weights.Refusals.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

final class NameLinesTest {
    private static NameLines of(String text) {
        return new NameLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b\n\nc\u00e9\n", "a b\r\n\r\nc\u00e9", "a b\r\rc\u00e9\r"})
    void everyLineEnd(String text) {
        NameLines lines = of(text);
        List<String> names = new ArrayList<>();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            names.add(line.get());
        }
        assertEquals(List.of("a b", "", "c\u00e9"), names);
    }

    @Test
    void aNameIsThereBeforeTheLineFeedThatFollowsItsReturn() throws IOException {
        try (PipedOutputStream out = new PipedOutputStream(); PipedInputStream in = new PipedInputStream(out)) {
            out.write("a.jpg\r".getBytes(StandardCharsets.UTF_8));
            assertEquals(Optional.of("a.jpg"), new NameLines(in, "names").next());
        }
    }

    @Test
    void binaryFilesAreRefused() {
        NameLines lines = of("a.jpg\nb.jpg\0c.jpg\0");
        assertEquals(Optional.of("a.jpg"), lines.next());
        assertRefused(ExitCode.BAD_DATA, "names: line 2 holds a NUL character", "give text with a name per line", lines::next);
        String longest = "x".repeat(1 << 15);
        assertEquals(Optional.of(longest), of(longest).next());
        assertRefused(ExitCode.BAD_DATA, "names: line 1 is longer than 32768 characters", "", () -> of(longest + "y").next());
    }

    @Test
    void aStreamThatFailsIsNoInput() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("no disk");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        UserException e = assertThrows(UserException.class, () -> new NameLines(broken, "names").next());
        assertEquals("names: cannot be read (no disk); check the disk and the path", e.getMessage());
        assertEquals(ExitCode.NO_INPUT, e.exitCode());
    }
}
