package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static resnet50.weights.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import resnet50.core.ExitCode;
import resnet50.label.Labels;

class ClassChoiceTest {
    private static final Labels IMAGENET = Labels.imageNet();

    private static int imageNet(String wanted) {
        return ClassChoice.index(wanted, IMAGENET, 1000);
    }

    @Test
    void takesNamesIdsAndIndices() {
        assertEquals(285, imageNet("Egyptian cat"));
        assertEquals(285, imageNet("egyptian CAT"));
        assertEquals(285, imageNet("n02124075"));
        assertEquals(285, imageNet("285"));
        assertEquals(0, imageNet("0"));
        assertEquals(2, ClassChoice.index("2", Labels.none(), 3));
    }

    @Test
    void aNameThatIsANumberPrecedesTheIndex() {
        assertEquals(1, ClassChoice.index("0", Labels.of(List.of("7", "0")), 2));
    }

    @Test
    void suggestsAName() {
        assertRefused(ExitCode.USAGE, "--class Egyptain cat is no class", "did you mean Egyptian cat?", () -> imageNet("Egyptain cat"));
        assertRefused(ExitCode.USAGE, "--class persian is no class", "did you mean Persian cat?", () -> imageNet("persian"));
        assertRefused(ExitCode.USAGE, "--class 1000 is no class", "an index from 0 to 999", () -> imageNet("1000"));
        assertRefused(ExitCode.USAGE, "--class 99999999999 is no class", "an index from 0 to 999", () -> imageNet("99999999999"));
        assertRefused(ExitCode.USAGE, "--class  is no class", "an index from 0 to 999", () -> imageNet(""));
    }

    @Test
    void aNameOfSeveralClassesIsRefused() {
        Labels labels = Labels.of(List.of("crane", "crow", "crane"));
        assertRefused(
                ExitCode.USAGE,
                "--class crane is the name of the classes 0 and 2",
                "give the index",
                () -> ClassChoice.index("crane", labels, 3));
    }
}
