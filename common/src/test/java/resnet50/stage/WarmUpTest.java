package resnet50.stage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import resnet50.core.UserException;

class WarmUpTest {
    /** This module has no stage on its class path. The command that needs a stage reports its absence. */
    @Test
    void startAheadIgnoresAMissingStage() {
        assertThrows(UserException.class, Engines::provider);
        assertDoesNotThrow(WarmUp::startAhead);
    }
}
