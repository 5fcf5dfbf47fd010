package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import resnet50.core.UserException;

class NameEncodingTest {
    private final UserException missing = UserException.noInput("");
    private static final NameEncoding ASCII = new NameEncoding(StandardCharsets.US_ASCII, Map.of("LC_ALL", "", "LANG", "C"));
    private static final NameEncoding UTF_8 = new NameEncoding(StandardCharsets.UTF_8, Map.of());

    @Test
    void keepsMessagesOfEncodableNames() {
        assertEquals("a: no such file; check the path", ASCII.explained("a: no such file; check the path", missing));
        assertEquals("ü: no such file; check the path", UTF_8.explained("ü: no such file; check the path", missing));
        assertEquals("\uFFFD: is damaged; get it again", UTF_8.explained("\uFFFD: is damaged; get it again", UserException.badData("")));
    }

    @Test
    void namesTheLocaleAndTheRemedy() {
        String explained = "\uFFFD: no such file; set LC_ALL=C.UTF-8, for its name has letters that US-ASCII, the encoding of the locale "
                + "(LANG=C), lacks";
        assertEquals(explained, ASCII.explained("\uFFFD: no such file; check the path", missing));
        assertEquals(explained, ASCII.explained("\uFFFD: no such file; check the path", new InvalidPathException("", "")));
        NameEncoding uninstalled = new NameEncoding(StandardCharsets.US_ASCII, Map.of("LC_ALL", "C.UTF-8"));
        assertEquals("ü: no such file; set LC_ALL to a UTF-8 locale that locale -a lists, for its name has letters that US-ASCII, "
                + "the encoding of the locale (LC_ALL=C.UTF-8), lacks", uninstalled.explained("ü: no such file; check the path", missing));
    }

    @Test
    void reportsNamesThatAreNotValidUtf8() {
        assertEquals("\uFFFD: no such file; rename it, for its name is not valid UTF-8",
                UTF_8.explained("\uFFFD: no such file; check the path", missing));
    }
}
