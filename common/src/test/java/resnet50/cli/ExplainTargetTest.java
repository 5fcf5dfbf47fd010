package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.cli.PictureResult.Failed;
import resnet50.core.ExitCode;

class ExplainTargetTest {
    private static final List<String> ONE = List.of("a.jpg");
    private static final List<String> TWO = List.of("a.jpg", "b.jpg");

    @TempDir
    private Path folder;

    private void refused(ExitCode code, String why, String out, List<String> pictures) {
        assertRefused(code, out + ": ", why, () -> new ExplainTarget(out, pictures));
    }

    @Test
    void aFileIsForOnePicture() {
        String png = folder.resolve("out.PNG").toString();
        new ExplainTarget(png, ONE);
        assertEquals(List.of(), List.of(folder.toFile().list()), "nothing is written yet");
        refused(ExitCode.USAGE, "one file for 2 pictures; name a folder", png, TWO);
    }

    @Test
    void otherFormatsAndStandardInputAreRefused() {
        refused(ExitCode.USAGE, "--explain writes no such file; name a .png file, or a folder", folder.resolve("out.jpg").toString(), ONE);
        assertRefused(ExitCode.USAGE, "-: ", "standard input cannot be explained", () -> new ExplainTarget("out.png", List.of("-")));
    }

    @Test
    void whatCannotBeWrittenIsRefusedBeforeAnyWork() throws IOException {
        refused(ExitCode.NO_INPUT, "its folder does not exist", folder.resolve("none/out.png").toString(), ONE);
        Path file = Files.writeString(folder.resolve("file"), "");
        refused(ExitCode.NO_INPUT, "cannot be made a folder", file.resolve("sub").toString(), ONE);
        refused(ExitCode.NO_INPUT, "cannot be made a folder", file.toString(), ONE);
    }

    @Test
    void filesOfOthersAreNotReplaced() throws IOException {
        Path picture = Files.writeString(folder.resolve("mine.png"), "a picture");
        refused(ExitCode.USAGE, "exists and was not written by --explain", picture.toString(), ONE);
        Path site = Files.createDirectory(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "<!DOCTYPE html>\n<title>My pictures</title>");
        assertRefused(ExitCode.USAGE, site.resolve("index.html") + ": exists", "", () -> new ExplainTarget(site.toString(), TWO));
        refused(ExitCode.USAGE, "is the folder of a picture; name another", folder.toString(), List.of(picture.toString()));
    }

    @Test
    void aFolderGetsAPageThatMayBeReplaced() throws IOException {
        Path pages = folder.resolve("new/pages");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        for (int run = 0; run < 2; run++) {
            ExplainTarget target = new ExplainTarget(pages.toString(), TWO);
            target.write(new Failed("<a>.jpg", 66, "<a>.jpg: no such file; check the path", new IOException()));
            target.finish(new Messages(new PrintStream(err, true, StandardCharsets.UTF_8), false));
        }
        String page = Files.readString(pages.resolve("index.html"));
        assertTrue(page.contains("&lt;a&gt;.jpg: no such file"), page);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("index.html explains 0 pictures"), err.toString(StandardCharsets.UTF_8));
    }
}
