package resnet50.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;
import resnet50.cli.Main;
import resnet50.core.ExitCode;

class CompareCommandTest {
    @ParameterizedTest
    @CsvSource({"60, 60", "60s, 60", "2m, 120", "1, 1", "1440m, 86400"})
    void acceptsBudgetsInSecondsAndMinutes(String text, int seconds) {
        assertEquals(Duration.ofSeconds(seconds), new BudgetConverter().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0m", "-1", "1.5", "1h", "s", "60 s", "86401", "1441m", "99999999999"})
    void refusesOtherBudgets(String text) {
        assertThrows(TypeConversionException.class, () -> new BudgetConverter().convert(text));
    }

    /** The folder of these tests contains no stage's jar. */
    @Test
    void refusesToCompareWithoutJars() {
        assertEquals(ExitCode.NO_INPUT.code(), Main.run("compare", "--weights", "synthetic"));
        assertEquals(ExitCode.NO_INPUT.code(), Main.run("compare", "--weights", "synthetic", "--only", "stage4,peers"));
    }

    @Test
    void refusesAnInvalidCommandLine() {
        assertEquals(ExitCode.USAGE.code(), Main.run("compare", "--json", "--csv"));
        assertEquals(ExitCode.USAGE.code(), Main.run("compare", "--budget", "soon"));
        assertEquals(ExitCode.USAGE.code(), Main.run("compare", "--pairs", "0", "--only", "stage4,stage5"));
        assertEquals(ExitCode.USAGE.code(), Main.run("compare", "--pairs", "5"));
        assertEquals(ExitCode.USAGE.code(), Main.run("compare", "--pairs", "5", "--only", "stage4"));
    }
}
