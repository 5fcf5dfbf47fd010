package resnet50.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.api.Prediction;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.environment.Environment;
import resnet50.eval.EvalResult.BadPicture;
import resnet50.eval.EvalResult.ClassScore;
import resnet50.eval.EvalResult.Confusion;
import resnet50.eval.Outcome.Labeled;
import resnet50.eval.Outcome.Unreadable;
import resnet50.label.Labels;

class EvaluationTest {
    private static final String NETWORK = "resnet18, weights synthetic, crop 256 to 224";
    private static final int BAD = -1;

    /** For each picture its class, then the network's top-5; {@link #BAD} for an unreadable picture. */
    private static final int[][] CASES = {
        {7, 7, 1, 2, 3, 4}, // correct
        {7, 8, 1, 2, 3, 7}, // correct in the top-5
        {7, 8, 1, 2, 3, 4},
        {9, 9, 1, 2, 3, 4},
        {9, 7, 1, 2, 3, 4},
        {5, BAD},
        {5, 5, 6, 7, 8, 9}
    };

    @TempDir
    Path folder;

    private final Dataset dataset = new Dataset(
            "here",
            false,
            IntStream.range(0, CASES.length).mapToObj(i -> new Example("p" + i, Path.of("p" + i), CASES[i][0])).toList());

    /** Names of the pictures labeled, in order. */
    private final List<String> labeled = new ArrayList<>();

    private final List<String> told = new ArrayList<>();
    private long now;

    private void outcomes(List<Example> examples, Consumer<Outcome> sink) {
        examples.stream().map(this::outcome).forEach(sink);
    }

    private Outcome outcome(Example example) {
        labeled.add(example.name());
        now += 500_000_000;
        int[] guesses = CASES[Integer.parseInt(example.name().substring(1))];
        if (guesses[1] == BAD) {
            return new Unreadable(example, example.name() + ": is bad; do without");
        }
        List<Prediction> predictions = Arrays.stream(guesses)
                .skip(1)
                .mapToObj(index -> new Prediction(index, "", "", 0.125))
                .toList();
        return new Labeled(example, predictions);
    }

    private EvalResult run(Evaluation evaluation) {
        return evaluation.run(NETWORK, Labels.none(), 2, this::outcomes, bad -> told.add(bad.message()));
    }

    private Evaluation evaluation(Optional<ResultsFile> results) {
        return new Evaluation(dataset, results, Progress.NONE, () -> now);
    }

    private EvalResult run() {
        return run(evaluation(Optional.empty()));
    }

    private Path csv() {
        return folder.resolve("results.csv");
    }

    private EvalResult runIntoCsv() {
        try (ResultsFile results = ResultsFile.open(csv(), NETWORK)) {
            return run(evaluation(Optional.of(results)));
        }
    }

    @Test
    void countsCorrectLabelsAndConfusions() {
        EvalResult result = run();
        assertEquals(6, result.pictures());
        assertEquals(3, result.classes());
        assertEquals(3, result.top1());
        assertEquals(4, result.top5());
        assertEquals(50.0, result.top1Percent());
        assertEquals(100 * 4 / 6.0, result.top5Percent());
        assertEquals(0, result.resumed());
        assertEquals(3.5, result.seconds());
        assertEquals(6 / 3.5, result.picturesPerSecond());
        assertEquals(List.of(new ClassScore(7, "", "7", 3, 1, 2), new ClassScore(9, "", "9", 2, 1, 1)), result.worstClasses());
        assertEquals(List.of(new Confusion(7, "7", 8, "8", 2, 3), new Confusion(9, "9", 7, "7", 1, 2)), result.confusions());
    }

    @Test
    void unreadablePicturesAreReportedAndNotCounted() {
        EvalResult result = run();
        assertEquals(List.of(new BadPicture("p5", "p5: is bad; do without")), result.unreadable());
        assertEquals(List.of("p5: is bad; do without"), told);
    }

    @Test
    void refusesADatasetWithoutReadablePictures() {
        Dataset bad = new Dataset("here", false, List.of(dataset.examples().get(5)));
        assertRefused(
                ExitCode.BAD_DATA, "here: not one of its pictures", "",
                () -> run(new Evaluation(bad, Optional.empty(), Progress.NONE)));
    }

    @Test
    void progressEstimatesTheRemainingTime() {
        List<String> updates = new ArrayList<>();
        run(new Evaluation(dataset, Optional.empty(), (task, done, total) -> updates.add(task + " " + done + "/" + total), () -> now));
        assertEquals("evaluating 0/7", updates.getFirst());
        assertEquals("evaluating, 0:03 left 1/7", updates.get(1));
        assertEquals("evaluating, 0:00 left 7/7", updates.getLast());
        assertEquals("1:02:03", Evaluation.clock(Duration.ofSeconds(3723)));
        assertEquals("12:30", Evaluation.clock(Duration.ofSeconds(750)));
    }

    @Test
    void writesARowPerReadablePicture() throws IOException {
        runIntoCsv();
        List<String> lines = Files.readAllLines(csv());
        assertEquals(
                "picture,class,top1,probability1,top2,probability2,top3,probability3,top4,probability4,top5,probability5,network",
                lines.getFirst());
        assertEquals("p0,7,7,0.125000,1,0.125000,2,0.125000,3,0.125000,4,0.125000,\"" + NETWORK + "\"", lines.get(1));
        assertEquals(1 + 6, lines.size(), "rows; an unreadable picture has none");
    }

    /** After truncation at any length, the evaluation resumes, and the result is the same. */
    @Test
    void resumesAnInterruptedEvaluation() throws IOException {
        EvalResult whole = runIntoCsv();
        String text = Files.readString(csv());
        for (int length = 0; length <= text.length(); length += 5) {
            Files.writeString(csv(), text.substring(0, length));
            labeled.clear();
            EvalResult result = runIntoCsv();
            int rows = Math.max(0, (int) text.substring(0, length).chars().filter(c -> c == '\n').count() - 1);
            assertEquals(rows, result.resumed(), "cut at " + length);
            assertEquals(CASES.length - rows, labeled.size());
            assertEquals(whole.top1(), result.top1());
            assertEquals(whole.top5(), result.top5());
            assertEquals(whole.worstClasses(), result.worstClasses());
            assertEquals(whole.confusions(), result.confusions());
            assertEquals(text.lines().sorted().toList(), Files.readString(csv()).lines().sorted().toList());
        }
    }

    @Test
    void aCompleteFileLeavesOnlyUnreadablePictures() {
        runIntoCsv();
        labeled.clear();
        EvalResult result = runIntoCsv();
        assertEquals(List.of("p5"), labeled, "only the unreadable picture is retried");
        assertEquals(6, result.resumed());
        assertEquals(0, result.picturesPerSecond());
    }

    private void assertRefusedCsv(String part) {
        assertRefused(ExitCode.BAD_DATA, csv().toString(), part, this::runIntoCsv);
    }

    @Test
    void refusesOtherFilesAndKeepsThem() throws IOException {
        for (String text : List.of("a,b\r\n", "dear diary", "\n", "\0")) {
            Files.writeString(csv(), text);
            assertRefusedCsv(": is not the CSV file of an evaluation");
            assertEquals(text, Files.readString(csv()));
        }
    }

    @Test
    void refusesRowsOfAnotherEvaluation() throws IOException {
        runIntoCsv();
        String text = Files.readString(csv());
        Files.writeString(csv(), text.replace("synthetic", "other"));
        assertRefusedCsv(": is of resnet18, weights other, crop 256 to 224, not of " + NETWORK);
        Files.writeString(csv(), text.replace("p3,9", "p3,8"));
        assertRefusedCsv(": holds p3 of class 8, which here does not");
        Files.writeString(csv(), text.replace("p3,9", "p33,9"));
        assertRefusedCsv(": holds p33 of class 9, which here does not");
        Files.writeString(csv(), text.replace("p3,9", "p0,7"));
        assertRefusedCsv(": holds p0 twice");
        for (String broken : List.of("p3", "p3,x", "p3,9,", "p3,9,x")) {
            Files.writeString(csv(), text.replaceAll("p3,9,9", broken));
            assertRefusedCsv(": has a row that no evaluation wrote, of p3");
        }
        Files.writeString(csv(), text);
        runIntoCsv();
    }

    @Test
    void refusesAFileThatAnotherProcessWrites() {
        try (ResultsFile _ = ResultsFile.open(csv(), NETWORK)) {
            assertRefused(ExitCode.NO_INPUT, csv() + ": is being written", "", this::runIntoCsv);
        }
        runIntoCsv();
        Path missing = folder.resolve("missing/results.csv");
        assertRefused(
                ExitCode.NO_INPUT, missing + ": cannot be written", "", () -> ResultsFile.open(missing, NETWORK));
    }

    @Test
    void aNetworkOfFewerThanFiveClassesLeavesColumnsEmpty() throws IOException {
        Example example = new Example("p", Path.of("p"), 1);
        try (ResultsFile results = ResultsFile.open(csv(), NETWORK)) {
            results.add(new Labeled(example, List.of(new Prediction(1, "", "1", 1))));
        }
        assertTrue(Files.readString(csv()).endsWith("\np,1,1,1.000000,,,,,,,,,\"" + NETWORK + "\"\r\n"));
        try (ResultsFile results = ResultsFile.open(csv(), NETWORK)) {
            assertArrayEquals(new int[] {1}, results.done().getFirst().guesses());
        }
    }

    @Test
    void textAndJsonReportTheSameFigures() throws IOException {
        EvalReport report = new EvalReport(run(), Environment.current());
        String text = report.toText();
        assertTrue(text.contains("  top-1                  50.00 %  3 of 6\n"), text);
        assertTrue(text.contains("  top-5                  66.67 %  4 of 6\n"), text);
        assertTrue(text.contains("  pictures              6 pictures of 3 classes in here\n"), text);
        assertTrue(text.contains("  2 of 3                7, taken for 8\n"), text);
        assertTrue(text.contains("1 picture not counted\n"), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
        JsonNode result = new JsonMapper().readTree(report.toJson()).get("result");
        assertEquals(3, result.get("top1").asInt());
        assertEquals(50.0, result.get("top1Percent").asDouble());
        assertEquals(8, result.get("confusions").get(0).get("takenIndex").asInt());
        assertEquals("p5", result.get("unreadable").get(0).get("picture").asText());
        assertFalse(result.get("worstClasses").get(0).has("missed"), "derived, not printed");
    }
}
