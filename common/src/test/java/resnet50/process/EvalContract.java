package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.process.Jar.Outcome;
import resnet50.testing.Repository;
import resnet50.testing.TestData;

/** Contract of {@code eval}, for stages that are fast enough to label hundreds of pictures in a test. */
public abstract class EvalContract {
    /** Number of rows after which the evaluation is interrupted. */
    private static final int SOME_ROWS = 5;

    private static final int MANY = 200;
    private static final int ATTEMPTS = 10;

    @TempDir
    Path folder;

    /** Compares with PyTorch's labels of a hundred pictures. For two of them the best two labels are nearly equal. */
    @Test
    void figuresEqualPyTorchs() throws IOException {
        Path pictures = TestData.eval("images");
        List<String[]> reference = Files.readAllLines(TestData.eval("reference-top5.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        Outcome outcome = new Jar(folder)
                .run(
                        "eval", "--json", "--csv", "results.csv", "--exif", "ignore", "--weights",
                        Repository.WEIGHTS.toString(), pictures.toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode result = new JsonMapper().readTree(outcome.out()).get("result");
        assertEquals(reference.size(), result.get("pictures").asInt());
        long top1 = reference.stream().filter(cells -> cells[2].startsWith(cells[1] + ":")).count();
        long top5 = reference.stream()
                .filter(cells -> List.of(cells).subList(2, 7).stream().anyMatch(guess -> guess.startsWith(cells[1] + ":")))
                .count();
        assertEquals((double) top1, result.get("top1").asDouble(), 1, outcome.out());
        assertEquals((double) top5, result.get("top5").asDouble(), 1, outcome.out());

        Map<String, String> labels = new TreeMap<>();
        for (String row : Files.readAllLines(folder.resolve("results.csv"))) {
            String[] cells = row.split(",", -1);
            labels.put(cells[0], cells[1] + " " + cells[2]);
        }
        long others = reference.stream()
                .filter(cells -> !labels.get(cells[0]).equals(cells[1] + " " + cells[2].split(":", -1)[0]))
                .count();
        assertTrue(others <= 1, others + " pictures have another class or first label than the reference");
    }

    @Test
    void resumesAfterASignal() throws IOException, InterruptedException {
        Path tabby = Files.createDirectories(folder.resolve("set/n02123045"));
        Path cat = Files.copy(Jar.FILE.resolveSibling("pics/cat.jpg"), folder.resolve("cat.jpg"));
        for (int i = 0; i < MANY; i++) {
            Files.createSymbolicLink(tabby.resolve(i + ".jpg"), cat);
        }
        String[] eval = {
            "eval", "--json", "--csv", "results.csv", "--weights", "synthetic", "--arch", "resnet18", "--crop", "32", "set"
        };
        Path csv = folder.resolve("results.csv");
        int exitCode = beginAndStop(eval, csv);
        for (int attempt = 1; exitCode == 0 && attempt < ATTEMPTS; attempt++) { // ended before the signal
            Files.delete(csv);
            exitCode = beginAndStop(eval, csv);
        }
        assertEquals(143, exitCode, "exit code of SIGTERM");
        int before = rows(csv);
        assertTrue(before >= SOME_ROWS && before < MANY, before + " rows");

        Outcome outcome = new Jar(folder).run(eval);
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode result = new JsonMapper().readTree(outcome.out()).get("result");
        assertEquals(MANY, result.get("pictures").asInt());
        assertEquals(before, result.get("resumed").asInt());
        List<String> lines = Files.readAllLines(csv);
        assertEquals(1 + MANY, lines.size());
        assertEquals(1 + MANY, new TreeSet<>(lines).size(), "distinct rows");
    }

    private int beginAndStop(String[] eval, Path csv) throws IOException, InterruptedException {
        Process process = new Jar(folder).begin(eval);
        while (process.isAlive() && rows(csv) < SOME_ROWS) {
            Thread.sleep(10);
        }
        process.destroy();
        return process.waitFor();
    }

    /** Returns the number of complete rows, without the heading. */
    private static int rows(Path csv) throws IOException {
        return Files.exists(csv) ? (int) Files.readString(csv).chars().filter(c -> c == '\n').count() - 1 : 0;
    }
}
