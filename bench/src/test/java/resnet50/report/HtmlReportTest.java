package resnet50.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import resnet50.compare.Comparison;
import resnet50.compare.Examples;
import resnet50.compare.Probe;

class HtmlReportTest {
    @TempDir
    private Path folder;

    private String page(Comparison comparison) throws IOException {
        Path file = folder.resolve("report.html");
        HtmlReport.write(comparison, file);
        return Files.readString(file);
    }

    @Test
    void firstSentenceAnswersTheQuestion() throws IOException {
        String page = page(SampleLadder.good());
        String top = page.substring(page.indexOf("<h1>"), page.indexOf("<h2>"));
        assertTrue(top.contains("What did each idea buy, and is it right?"), top);
        assertTrue(top.contains("stage6-threads labels an image in 45.0 ms, 177× as fast as stage1-naive (median of the ratios by round)."), top);
        assertTrue(top.contains("The largest step: 256-bit vectors, 8.75×."), top);
        assertTrue(top.contains("no logit differs by more than 8.6e-6 from the reference (PyTorch&#39;s logits)"), top);
        assertTrue(row(top, "stage2-vector").contains("✓<span class=\"word\"> right</span></span></td><td>911</td><td>8.75×</td><td>8.75×</td>"), top);
        assertTrue(row(top, "stage1-naive").contains("<td>7971</td><td>–</td><td>1.00×</td>"), top);
    }

    @Test
    void warnsOfAMachineThatWasNotSteady() throws IOException {
        Comparison good = SampleLadder.good();
        Comparison unsteady = new Comparison(
                good.environment(), good.architecture(), good.weights(), good.inputSize(), good.macs(), good.threads(),
                good.budgetSeconds(), good.reference(), new Probe(512, 141, 80, -1, -1, false, Map.of(), Map.of()), good.rungs(), good.pair(), good.notes());
        String page = page(unsteady);
        assertTrue(page.substring(0, page.indexOf("<table>")).contains("NOT STEADY"), page);
        assertFalse(page.contains("steal time"), "unknown: " + page);
        assertFalse(page(good).contains("NOT STEADY"));
    }

    @Test
    void showsWhatIsInsideTheNetwork() throws IOException {
        String page = page(SampleLadder.good());
        String inside = page.substring(page.indexOf("<h2>What is inside</h2>"), page.indexOf("<h2>All figures</h2>"));
        assertTrue(inside.contains("aria-label=\"structure of resnet50\""), inside);
        assertTrue(inside.contains("--explain OUT.png"), inside);
    }

    @Test
    void colorOfAStageDoesNotDependOnItsRow() throws IOException {
        String dot = "<circle class=\"f-series-4\"[^>]*><title>stage4-noalloc, run 1: ";
        assertTrue(Pattern.compile(dot).matcher(page(SampleLadder.good())).find());
        assertTrue(Pattern.compile(dot).matcher(page(SampleLadder.comparison(SampleLadder.good().rungs().subList(3, 5)))).find());
    }

    @Test
    void showsAllCharts() throws IOException {
        String page = page(SampleLadder.good());
        for (String heading : List.of(
                "The stages", "The first runs of a fresh process", "Layer by layer", "Roofline", "All figures",
                "Notes", "Where this was measured")) {
            assertTrue(page.contains("<h2>" + heading + "</h2>"), heading);
        }
        assertEquals(10, count(page, "<svg "), "five drawings at two widths");
        assertTrue(page.contains("layer4.2.conv2, stage6-threads: "));
        assertTrue(page.contains("FMA peak of one thread: 140"));
        assertTrue(page.contains("Stage 1 was given 3 rounds only."));
        assertTrue(page.contains("Intel(R) Xeon(R) Processor @ 2.50GHz"));
    }

    /** A program with wrong logits has no mark in a chart and no figures in a table, however fast it is. */
    @Test
    void ranksNothingThatIsWrong() throws IOException {
        String page = page(SampleLadder.bad());
        assertTrue(page.contains("WRONG RESULTS: stage3-preload. FAILED: stage4-noalloc. "), page);
        assertTrue(row(page, "stage3-preload").contains("✗<span class=\"word\"> wrong</span></span></td><td>–</td><td>–</td><td>–</td>"), page);
        assertTrue(row(page, "stage4-noalloc").contains("✗<span class=\"word\"> failed</span></span></td><td>–</td><td>–</td><td>–</td>"), page);
        for (String figure : List.of("0.123", "0.11", "77777", "55500", "stage3-preload: median", "stage4-noalloc, run 1", "layer1.0.conv1, stage4")) {
            assertFalse(page.contains(figure), figure);
        }
        assertFalse(page.contains("All programs compute the same"));
    }

    @Test
    void textIsEscaped() throws IOException {
        String page = page(SampleLadder.bad());
        assertFalse(page.contains("<b>differ"));
        assertTrue(page.contains("logits &lt;b&gt;differ&lt;/b&gt; by 3.2 &amp; more"));
        assertTrue(page.contains("137 &quot;Killed&quot;"));
    }

    @Test
    void needsNothingElse() throws IOException {
        String page = page(SampleLadder.good()).replace("http://www.w3.org/2000/svg", "");
        assertFalse(Pattern.compile("https?:|<script|<link|<img|@import|url\\(|src=", Pattern.CASE_INSENSITIVE).matcher(page).find());
        assertTrue(page.contains("prefers-color-scheme: dark"));
        assertTrue(page.contains("width=device-width"));
        assertTrue(page.contains("@media print"));
    }

    @Test
    void unknownFiguresAreDashes() throws IOException {
        for (Comparison comparison : List.of(SampleLadder.good(), SampleLadder.bad(), Examples.full(), empty())) {
            String page = page(comparison);
            assertFalse(page.contains("NaN"), page);
            assertFalse(page.contains("Infinity"), page);
            assertFalse(page.contains("null"), page);
        }
    }

    private static Comparison empty() {
        return SampleLadder.comparison(List.of(Examples.failed()));
    }

    @Test
    void isWellFormed() throws Exception {
        for (Comparison comparison : List.of(SampleLadder.good(), SampleLadder.bad(), empty())) {
            String page = page(comparison).replace("<!DOCTYPE html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(page)));
        }
    }

    /** Returns a program's row in the first table that contains it. */
    private static String row(String page, String name) {
        int start = page.indexOf("<th scope=\"row\">" + name);
        return page.substring(start, page.indexOf("</tr>", start));
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
