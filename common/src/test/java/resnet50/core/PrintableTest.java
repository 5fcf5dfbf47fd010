package resnet50.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    /** Bell, escape, delete; of C1, next line and control sequence introducer; right-to-left, a line's end, half a pair. */
    @ParameterizedTest
    @ValueSource(chars = {'\u0007', '\u001b', '\u007f', '\u0085', '\u009b', '\u202e', '\u2028', '\ud83d'})
    void whatSteersATerminalIsAQuestionMark(char control) {
        assertEquals("a?b", Printable.text("a" + control + "b"));
        assertEquals("a?b", Printable.quote("a" + control + "b"));
    }

    @Test
    void lettersOfAllScriptsStay() {
        String text = "caf\u00e9 \u732b \ud83d\udc08";
        assertEquals(text, Printable.text(text));
        assertEquals(text, Printable.quote(text));
    }

    @Test
    void longTextIsCutOff() {
        assertEquals("\ud83d\udc08".repeat(Printable.MAX_QUOTED), Printable.quote("\ud83d\udc08".repeat(Printable.MAX_QUOTED)));
        assertEquals("x".repeat(Printable.MAX_QUOTED) + "...", Printable.quote("x".repeat(Printable.MAX_QUOTED + 1)));
        assertEquals("x".repeat(Printable.MAX_TEXT) + "...", Printable.text("x".repeat(Printable.MAX_TEXT + 1)));
    }
}
