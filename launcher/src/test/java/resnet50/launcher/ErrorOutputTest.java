package resnet50.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ErrorOutputTest {
    private static final String WARNING = "WARNING: Using incubator modules: jdk.incubator.vector";

    private final ErrorOutput output = new ErrorOutput(17);

    private String shown(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(output.filter(bytes, bytes.length), StandardCharsets.UTF_8);
    }

    @Test
    void removesTheWarning() {
        assertEquals("next\n", shown(WARNING + "\nnext\n"));
    }

    @Test
    void removesTheWarningInPieces() {
        for (char c : (WARNING + "\r\n").toCharArray()) {
            assertEquals("", shown(String.valueOf(c)));
        }
        assertEquals("W", shown("W"), "nothing is buffered afterwards");
    }

    @Test
    void removesTheWarningOnce() {
        assertEquals(WARNING + "\n", shown(WARNING + "\n" + WARNING + "\n"));
    }

    @Test
    void keepsWarningsOfOtherModules() {
        assertEquals(WARNING + ", jdk.incubator.other\n", shown(WARNING + ", jdk.incubator.other\n"));
    }

    @Test
    void keepsEarlierOutputOfTheJvm() {
        assertEquals("warning: é\n" + "a " + WARNING + "\n", shown("warning: é\n" + WARNING + "\n" + "a " + WARNING + "\n"));
        assertEquals("error", new String(new ErrorOutput(17).filter("error".getBytes(StandardCharsets.UTF_8), 5),
                StandardCharsets.UTF_8), "an incomplete line");
    }

    @Test
    void removesNotesThatTheFirstJvmPrinted() {
        assertEquals("x\n", shown("NOTE: Picked up JDK_JAVA_OPTIONS: -Da=b\nPicked up JAVA_TOOL_OPTIONS: é\n"
                + "Picked up _JAVA_OPTIONS: c\n" + WARNING + "\nx\n"));
        String note = "NOTE: Picked up JDK_JAVA_OPTIONS: -Da=b\n";
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                note,
                new String(new ErrorOutput(8).filter(bytes, bytes.length), StandardCharsets.UTF_8),
                "Java 8 prints no note");
    }
}
