package resnet50.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    /** Here is no stage on the class path. The command line says so in a line; a trace before it would not help. */
    @Test
    void aMissingStageIsForOthersToReport() {
        assertThrows(IllegalStateException.class, Engines::provider);
        assertDoesNotThrow(WarmUp::startAhead);
    }
}
