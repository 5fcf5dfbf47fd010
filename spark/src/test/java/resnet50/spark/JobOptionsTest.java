package resnet50.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class JobOptionsTest {
    /** A command with these options only. */
    @Command
    private static final class Holder {
        @Mixin
        private JobOptions options;
    }

    private static LabelOptions parsed(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return holder.options.labelOptions();
    }

    @Test
    void rawFramesAreRefused() {
        assertFalse(parsed().lenient);
        ParameterException e = assertThrows(
                ParameterException.class, () -> parsed("--input-format", "nv12", "--size", "4x2"));
        assertEquals("--input-format nv12 is not supported here; label pictures", e.getMessage());
    }
}
