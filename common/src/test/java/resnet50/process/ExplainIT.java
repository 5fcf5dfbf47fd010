package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.process.CommandLineIT.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.process.Jar.Outcome;

/** {@code --explain} and {@code describe} in processes of their own. */
class ExplainIT {
    private static final String CAT = Jar.FILE.resolveSibling("pics/cat.jpg").toString();
    private static final String ESPRESSO = Jar.FILE.resolveSibling("pics/espresso.jpg").toString();

    @TempDir
    private Path folder;

    private Outcome quick(String... arguments) {
        List<String> all = new ArrayList<>(List.of(CommandLineIT.QUICK));
        all.addAll(List.of(arguments));
        return new Jar(folder).run(all.toArray(String[]::new));
    }

    @Test
    void drawsAPictureAndPrintsTheSameLabels() throws IOException {
        Outcome outcome = quick("--explain", "why.png", CAT);
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(quick(CAT).out(), outcome.out());
        assertTrue(ImageIO.read(folder.resolve("why.png").toFile()).getWidth() > 600);
    }

    @Test
    @Tag(CommandLineIT.ANY_STAGE)
    void makesAPageOfManyPictures() throws IOException {
        Outcome outcome = quick("--explain", "pages", "--class", "Egyptian cat", "--format", "json", CAT, "none.jpg", ESPRESSO);
        assertEquals(66, outcome.exitCode(), outcome.err());
        assertEquals(3, outcome.outLines().size(), outcome.out());
        assertTrue(outcome.err().contains("explains 2 pictures"), outcome.err());
        String page = Files.readString(folder.resolve("pages/index.html"));
        assertTrue(page.contains("none.jpg: no such file") && page.contains("<b>Egyptian cat</b>"), page);
        assertTrue(Files.exists(folder.resolve("pages/0003-map.jpg")));
    }

    @Test
    @Tag(CommandLineIT.ANY_STAGE)
    void refusalsAreOneLine() {
        assertRefused(2, "did you mean Egyptian cat?", quick("--explain", "why.png", "--class", "Egyptain cat", CAT));
        assertRefused(2, "--explain needs labels", quick("--explain", "why.png", "--features", "--format", "json", CAT));
        assertRefused(2, "--explain needs all names at once", quick("--explain", "pages", "--files-from", "-"));
        assertRefused(2, "standard input cannot be explained", quick("--explain", "why.png", "-"));
        assertRefused(2, "one file for 2 pictures", quick("--explain", "why.png", CAT, ESPRESSO));
        assertRefused(2, "--class needs --explain", quick("--class", "5", CAT));
        assertRefused(66, "cannot be written", quick("--explain", "no/why.png", CAT));
    }

    @Test
    @Tag(CommandLineIT.ANY_STAGE)
    void describesANetworkWithoutWeights() {
        Outcome outcome = new Jar(folder).run("describe", "--depth", "1");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().endsWith("25,557,032 parameters, 102.2 MB as 32-bit floats; 4.09 GMACs per image\n"), outcome.out());
        assertEquals("", outcome.err());
        assertTrue(new Jar(folder).run("describe", "--arch", "resnet18", "--format", "svg").out().startsWith("<svg "));
        assertTrue(new Jar(folder).run("describe", "--weights", "synthetic", "--arch", "resnet34").out().startsWith("resnet34, "));
        assertRefused(2, "did you mean resnet18?", new Jar(folder).run("describe", "--arch", "resnet81"));
        assertRefused(2, "--depth 4", new Jar(folder).run("describe", "--depth", "4"));
        assertRefused(66, "none.pth", new Jar(folder).run("describe", "--weights", "none.pth"));
    }
}
