package resnet50.commands;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import resnet50.compare.Examples;
import resnet50.core.ExitCode;

class ReportOptionsTest {
    @TempDir
    private Path folder;

    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin
        private ReportOptions reports;
    }

    private static ReportOptions parse(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.reports;
    }

    @Test
    void writesTheRequestedFiles() throws IOException {
        Path html = folder.resolve("a.html");
        Path svg = folder.resolve("a.svg");
        ReportOptions reports = parse("--html", html.toString(), "--svg", svg.toString());
        reports.check();
        assertFalse(Files.exists(html));
        reports.write(Examples.full());
        assertTrue(Files.readString(html).startsWith("<!DOCTYPE html>"));
        assertTrue(Files.readString(svg).startsWith("<svg "));
        assertTrue(Files.readString(svg).contains("WRONG: its logits differ"));
    }

    @Test
    void writesNothingByDefault() {
        ReportOptions reports = parse();
        reports.check();
        reports.write(Examples.full());
        assertTrue(List.of(folder.toFile().list()).isEmpty());
    }

    @Test
    void refusesAnInvalidPathInAdvance() {
        for (String option : List.of("--html", "--svg", "--png")) {
            Path file = folder.resolve("none").resolve("a");
            ReportOptions reports = parse(option, file.toString());
            assertRefused(ExitCode.NO_INPUT, file + ": cannot be written", "make the folder first", () -> {
                reports.check();
                return null;
            });
        }
    }
}
