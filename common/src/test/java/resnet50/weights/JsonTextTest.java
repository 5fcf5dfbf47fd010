package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private static final JsonFactory JACKSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static String skipped(String text) {
        JsonText json = new JsonText(text);
        json.skip(0);
        return json.peek() == 0 ? "all" : "part";
    }

    @Test
    void parsesStringsAndEscapes() {
        assertEquals("", new JsonText("\"\"").string());
        assertEquals("layer1.0/\u00e4\ud83d\ude00", new JsonText(" \"layer1.0/\u00e4\ud83d\ude00\"").string());
        assertEquals("a\"\\/\b\f\n\r\tz\u00e9A", new JsonText("\"a\\\"\\\\\\/\\b\\f\\n\\r\\tz\\u00e9\\u0041\"").string());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "12, 12", "-9223372036854775808, -9223372036854775808", "9223372036854775807, 9223372036854775807"})
    void parsesIntegers(String text, long value) {
        assertEquals(true, new JsonText(text).isInteger());
        assertEquals(value, new JsonText(text).integer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "tru", "nul", "[", "[1", "[1,]", "[,]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}",
        "\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"\n\"", "01", "-", "+1", "1.", ".5", "1e", "1e+", "--1", "NaN", "[1 2]",
        "{\"a\":1 \"b\":2}", "[[[[[1]]]]]", "{\"a\":1,\"a\":2}", "123456789012345678901"})
    void refusesInvalidJson(String text) {
        assertThrows(Malformed.class, () -> skipped(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "false", "0.5", "-1.25e-3", "1E5", "[]", "{}", "[[[[1]]]]", "[1, 2 ,3]",
        "{\"a\":{\"a\":[{}]},\"b\":\"\"}"})
    void skipsValidJson(String text) {
        assertEquals("all", skipped(" \t\r\n" + text + "  "));
    }

    @Test
    void refusesLongNamesAndLargeNumbers() {
        assertThrows(Malformed.class, () -> new JsonText("\"" + "n".repeat(1001) + "\":1").name(new HashSet<>()));
        assertThrows(Malformed.class, () -> new JsonText("9223372036854775808").integer());
    }

    /** Both parsers accept or both refuse each random text. */
    @Test
    void agreesWithJackson() {
        Random random = new Random(5);
        String[] parts = {"{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"\\u0041\"", "1", "-0", "0.5", "1e3", "01", "true", "null", " "};
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            assertEquals(byJackson(text.toString()), byUs(text.toString()), text.toString());
        }
    }

    private static boolean byUs(String text) {
        try {
            return skipped(text).equals("all");
        } catch (Malformed _) {
            return false;
        }
    }

    private static boolean byJackson(String text) {
        try (JsonParser json = JACKSON.createParser(text)) {
            if (json.nextToken() == null) {
                return false;
            }
            json.skipChildren();
            return json.nextToken() == null;
        } catch (IOException _) {
            return false;
        }
    }
}
