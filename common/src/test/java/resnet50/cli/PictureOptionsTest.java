package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

final class PictureOptionsTest {
    private static void parse(String... arguments) {
        CommandLine commandLine = new CommandLine(new ClassifyCommand());
        EnumConverter.addTo(commandLine);
        commandLine.parseArgs(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-37", "0", "-1", "58.4,57.1,57.4", "NaN", "Infinity", "1,1", "1,1,1,1", "", "a"})
    void aDeviationOutOfBoundsIsAUsageError(String std) {
        ParameterException e = assertThrows(ParameterException.class, () -> parse("--std=" + std));
        assertEquals("--std " + std + " is not three numbers from 0.001 to 10 with commas between them, as in 0.5,0.5,0.5", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e30,0,0", "123.675,116.28,103.53", "NaN", "-11"})
    void aMeanOutOfBoundsIsAUsageError(String mean) {
        ParameterException e = assertThrows(ParameterException.class, () -> parse("--mean", mean));
        assertEquals("--mean " + mean + " is not three numbers from -10 to 10 with commas between them, as in 0.5,0.5,0.5", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-10, 0.001", "10, 10", "0, 0.003921569"})
    void theBoundsAreAccepted(String mean, String std) {
        assertDoesNotThrow(() -> parse("--mean=" + mean, "--std=" + std));
    }

    @Test
    void featuresAndOptionsOfLabelsExcludeEachOther() {
        for (String option : new String[] {"-k=3", "--labels=x", "--threshold=0.5"}) {
            CommandLine commandLine = new CommandLine(new ClassifyCommand());
            EnumConverter.addTo(commandLine);
            commandLine.setParameterExceptionHandler((e, _) -> {
                assertEquals(option.substring(0, option.indexOf('=')) + " has no effect with --features; leave it out", e.getMessage());
                return 77;
            });
            assertEquals(77, commandLine.execute("--features", "--format", "csv", option, "x.jpg"));
        }
    }
}
