package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import resnet50.api.ExitCode;

class MainTest {
    /** Without a stage on the class path nothing can be built: a defect of the program, not of its user. */
    @Test
    void whatIsNotTheUsersFaultIsAnInternalError() {
        assertEquals(ExitCode.INTERNAL.code(), Main.run("--weights", "synthetic", "cat.jpg"));
    }
}
