package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

final class PictureOptionsTest {
    /** A command with these options only. */
    @Command
    private static final class Holder {
        @Mixin
        private PictureOptions options;
    }

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

    private static String refusalOfFrames(String... arguments) {
        Holder holder = new Holder();
        CommandLine commandLine = new CommandLine(holder);
        EnumConverter.addTo(commandLine);
        return assertThrows(ParameterException.class, () -> {
            commandLine.parseArgs(arguments);
            holder.options.rawFrames();
        }).getMessage();
    }

    @Test
    void optionsOfRawFramesBelongTogether() {
        assertEquals("--input-format nv12 needs --size WxH", refusalOfFrames("--input-format", "nv12"));
        assertEquals("--size needs --input-format nv12", refusalOfFrames("--size", "4x2"));
        assertEquals("--range needs --input-format nv12", refusalOfFrames("--range", "full"));
        assertEquals("--size 3x2: an nv12 frame has even sides", refusalOfFrames("--size", "3x2"));
        assertEquals("--size 20000 is not between 2 and 16384", refusalOfFrames("--size", "20000x2"));
        assertEquals("--size 4 is not a width and a height, as in 1920x1080", refusalOfFrames("--size", "4"));
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
