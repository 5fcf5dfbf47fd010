package resnet50.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EncodingTest {
    private static List<byte[]> bytes(String... words) {
        return Stream.of(words).map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
    }

    @Test
    void encodesNonAsciiCharacters() {
        assertArrayEquals(
                new String[] {"Katze-%C3%BC.jpg", "100%25", "", "a b\n"},
                Encoding.encoded(bytes("Katze-ü.jpg", "100%", "", "a b\n")));
        for (String word : List.of("кот 猫 🐈", "%41%", "")) {
            assertEquals(word, Encoding.decoded(Encoding.encoded(bytes(word))[0]));
        }
        assertEquals("a\uFFFD", Encoding.decoded(Encoding.encoded(List.of(new byte[] {'a', -1}))[0]), "not UTF-8");
    }

    @Test
    void detectsNonAsciiCharacters() {
        assertTrue(Encoding.allAscii(new String[] {"", "a~\u007f"}));
        assertFalse(Encoding.allAscii(new String[] {"a", "\uFFFD"}));
    }

    @Test
    void argumentsAreTheLastWordsOfTheCommandLine() {
        RawCommandLine line = new RawCommandLine(bytes("java", "-jar", "x.jar", "ü", "b"));
        List<byte[]> arguments = line.arguments(new String[] {"\uFFFD\uFFFD", "b"}, StandardCharsets.US_ASCII);
        assertEquals("ü", new String(arguments.getFirst(), StandardCharsets.UTF_8));
        assertEquals(2, arguments.size());
        assertNull(line.arguments(new String[] {"other", "b"}, StandardCharsets.US_ASCII), "not on the command line");
        assertNull(line.arguments(new String[6], StandardCharsets.US_ASCII), "from an argument file");
        assertNull(new RawCommandLine(List.of()).arguments(new String[] {"a"}, StandardCharsets.US_ASCII), "not Linux");
    }
}
