package resnet50.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    /**
    * BEL, ESC, DEL; NEL and CSI of C1; the right-to-left override, the line separator and an unpaired surrogate.
    */
    @ParameterizedTest
    @ValueSource(chars = {'\u0007', '\u001b', '\u007f', '\u0085', '\u009b', '\u202e', '\u2028', '\ud83d'})
    void controlCharactersBecomeQuestionMarks(char control) {
        assertEquals("a?b", Printable.text("a" + control + "b"));
        assertEquals("a?b", Printable.quote("a" + control + "b"));
    }

    @Test
    void keepsLettersOfAllScripts() {
        String text = "caf\u00e9 \u732b \ud83d\udc08";
        assertEquals(text, Printable.text(text));
        assertEquals(text, Printable.quote(text));
    }

    @Test
    void truncatesLongText() {
        assertEquals("\ud83d\udc08".repeat(Printable.MAX_QUOTED), Printable.quote("\ud83d\udc08".repeat(Printable.MAX_QUOTED)));
        assertEquals("x".repeat(Printable.MAX_QUOTED) + "...", Printable.quote("x".repeat(Printable.MAX_QUOTED + 1)));
        assertEquals("x".repeat(Printable.MAX_TEXT) + "...", Printable.text("x".repeat(Printable.MAX_TEXT + 1)));
    }
}
