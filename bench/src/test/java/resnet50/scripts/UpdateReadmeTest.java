package resnet50.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.compare.Comparison;
import resnet50.compare.Comparisons;
import resnet50.compare.Examples;
import resnet50.compare.ProgramResult;

class UpdateReadmeTest {
    private static final String README = "Before.\n\n<!-- cat -->\nold\n<!-- /cat -->\n\n<!-- measured -->\nold\n<!-- /measured -->\n\nAfter.\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void createFiles() throws IOException {
        Files.writeString(folder.resolve("README.md"), README);
        Files.writeString(folder.resolve("README.zh-CN.md"), README);
        for (String stage : List.of("stage1-naive", "stage2-vector")) {
            Files.createDirectory(folder.resolve(stage));
            Files.writeString(folder.resolve(stage).resolve("README.md"), "# " + stage + "\n<!-- measured -->\nold\n<!-- /measured -->\n");
        }
        Files.createDirectory(folder.resolve("results"));
        Files.writeString(folder.resolve("results/cat.txt"), "pics/cat.jpg\n   79.36 %  Egyptian cat\n");
    }

    private Script.Outcome update(List<ProgramResult> rungs) throws IOException, InterruptedException {
        Comparison full = Examples.full();
        Comparison comparison = new Comparison(
                full.environment(), full.architecture(), full.weights(), full.inputSize(), full.macs(), full.threads(),
                full.budgetSeconds(), full.reference(), full.probe(), rungs, full.pair(), full.notes());
        Files.writeString(folder.resolve("results/compare.json"), Comparisons.toJson(comparison));
        return Script.java(folder, "UpdateReadme.java", "results");
    }

    @Test
    void writesBetweenTheMarkers() throws IOException, InterruptedException {
        ProgramResult peer = Examples.full().rungs().getLast();
        assertEquals(new Script.Outcome(0, ""), update(List.of(Examples.first(), Examples.second(), peer)));
        String readme = Files.readString(folder.resolve("README.md"));
        assertTrue(readme.startsWith("Before.\n\n<!-- cat -->\n    $ ./mvnw"), readme);
        assertTrue(readme.contains("\n       79.36 %  Egyptian cat\n<!-- /cat -->"), readme);
        assertTrue(readme.contains("| [`stage1-naive`](stage1-naive/): plain loops | 8000 |  |  | 24.0 |"), readme);
        assertTrue(readme.contains("| [`stage2-vector`](stage2-vector/): 256-bit vectors | 900 | 8.90× | 8.9× | 2.7 | 298.1 | 102.4 |"), readme);
        assertTrue(readme.contains("| `onnxruntime 1.29.0`: a peer | 50 |  | 160.0× |"), readme);
        assertTrue(readme.contains("](docs/ladder.svg)"), readme);
        assertTrue(readme.endsWith("<!-- /measured -->\n\nAfter.\n"), readme);
        String chinese = Files.readString(folder.resolve("README.zh-CN.md"));
        assertTrue(chinese.startsWith(readme.substring(0, readme.indexOf("| stage |"))), chinese);
        assertTrue(chinese.contains("| [`stage2-vector`](stage2-vector/)：256 位向量 | 900 | 8.90× | 8.9× | 2.7 | 298.1 | 102.4 |"), chinese);
        assertTrue(chinese.contains("| `onnxruntime 1.29.0`：对照程序 | 50 |  | 160.0× |"), chinese);
        assertTrue(chinese.contains("](docs/ladder.svg)") && chinese.contains("最多用 2 个线程"), chinese);
        String second = Files.readString(folder.resolve("stage2-vector/README.md"));
        assertTrue(second.contains("| `stage1-naive`") && second.contains("| `stage2-vector`") && !second.contains("peer"), second);
        String first = Files.readString(folder.resolve("stage1-naive/README.md"));
        assertTrue(first.startsWith("# stage1-naive\n<!-- measured -->\n| stage |") && !first.contains("stage2"), first);
    }

    @Test
    void writesNothingIfAStageIsWrong() throws IOException, InterruptedException {
        Script.Outcome outcome = update(List.of(Examples.first(), Examples.wrong()));
        assertEquals(new Script.Outcome(1, "update-readme: stage3-preload is WRONG; nothing was written\n"), outcome);
        assertEquals(README, Files.readString(folder.resolve("README.md")));
        assertEquals(README, Files.readString(folder.resolve("README.zh-CN.md")));
    }
}
