package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JvmOptionsCommandTest {
    @Test
    void quotesOptionsForArgumentFiles() {
        assertEquals("-XX:CompileCommand=a,b.c_*::d,0.1", JvmOptionsCommand.quoted("-XX:CompileCommand=a,b.c_*::d,0.1"));
        assertEquals("\"-Da=b c\"", JvmOptionsCommand.quoted("-Da=b c"));
        assertEquals("\"-Da=#\"", JvmOptionsCommand.quoted("-Da=#"));
        assertEquals("\"-Da=\\\"\\\\\"", JvmOptionsCommand.quoted("-Da=\"\\"));
    }
}
