package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import resnet50.core.ExitCode;

class MainTest {
    @Command(name = "defective")
    static final class Defective implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("a defect");
        }
    }

    @Test
    void reportsADefectAsAnInternalError() {
        ClassifyCommand root = new ClassifyCommand();
        assertEquals(ExitCode.INTERNAL.code(), Main.run(new CommandLine(new Defective()), root::messages));
    }

    @Test
    void refusesToRunWithoutAStageOnTheClassPath() {
        assertEquals(ExitCode.USAGE.code(), Main.run("--weights", "synthetic", "cat.jpg"));
    }
}
