package resnet50.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class NeedTest {
    private static Need need(String... args) {
        return Need.of(args);
    }

    @Test
    void textOutputNeedsNoModule() {
        assertEquals(Need.TEXT, need());
        assertEquals(Need.TEXT, need("--version"));
        assertEquals(Need.TEXT, need("bench", "--help"));
        assertEquals(Need.TEXT, need("weights", "show", "-h"));
        assertEquals(Need.TEXT, need("jvm-options"));
        assertEquals(Need.TEXT, need("generate-completion"));
    }

    @Test
    void weightsFilesNeedNoModule() {
        assertEquals(Need.FILES, need("weights", "show", "x.pth"));
        assertEquals(Need.FILES, need("describe", "--arch", "resnet18"));
        assertEquals(Need.VECTORS, need("-k", "weights"));
    }

    @Test
    void otherCommandsNeedTheModule() {
        assertEquals(Need.VECTORS, need("cat.jpg"));
        assertEquals(Need.VECTORS, need("--", "--help"));
        assertEquals(Need.VECTORS, need("compare"));
        assertEquals(Need.VECTORS, need("--unknown"));
    }
}
