package resnet50.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.testing.Loopback;
import resnet50.testing.Repository;

/** Runs the jar by {@code spark-submit} on a standalone cluster of two workers. */
class ClusterIT {
    private static final int TINY = 10_000;
    private static final int TASKS = 40;
    private static final List<String> QUICK =
            List.of("--weights", "synthetic", "--arch", "resnet18", "--crop", "32", "--preprocess", "stretch");

    @TempDir
    static Path folder;

    private static Cluster cluster;
    private static Path tiny;

    @BeforeAll
    static void start() throws IOException {
        Loopback.assumeUp();
        cluster = new Cluster(folder);
        tiny = Files.createDirectory(folder.resolve("tiny"));
        byte[] picture = Files.readAllBytes(Repository.file("common/src/test/resources/pictures/gradient.png"));
        for (int i = 0; i < TINY; i++) {
            Files.write(tiny.resolve(i + ".png"), picture);
        }
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        LocalSpark.session().stop();
    }

    private static List<Row> rows(Path output) {
        return LocalSpark.session().read().parquet(output.toString()).collectAsList();
    }

    private static Set<Path> parts(Path output) {
        if (!Files.exists(output)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(output)) {
            Set<Path> parts = new HashSet<>();
            files.filter(file -> file.toString().endsWith(".parquet"))
                    .filter(file -> !file.toString().contains("_temporary"))
                    .forEach(parts::add);
            return parts;
        } catch (UncheckedIOException | IOException _) {
            return Set.of(); // changed while it was read
        }
    }

    /** Each picture once, without an error. */
    private static void assertAllOnce(Path output) {
        List<Row> rows = rows(output);
        Set<String> paths = new HashSet<>();
        rows.forEach(row -> paths.add(row.getAs("path")));
        assertEquals(TINY, rows.size());
        assertEquals(TINY, paths.size());
        assertTrue(rows.stream().allMatch(row -> row.getAs("error") == null));
    }

    private static List<String> arguments(List<String> network, Path output, String... rest) {
        List<String> arguments = new ArrayList<>(network);
        arguments.addAll(List.of("--output", output.toString()));
        arguments.addAll(List.of(rest));
        return arguments;
    }

    private static Path badAndGoodPictures() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("mixed/sub folder=1"));
        Path cat = Repository.file("pics/cat.jpg");
        Files.copy(cat, pictures.resolve("cat.jpg"));
        Files.copy(Repository.file("pics/espresso.jpg"), pictures.resolve("12:30 100%.jpg"));
        Files.copy(Repository.file("common/src/test/resources/pictures/cmyk.jpg"), pictures.resolve("cmyk.jpg"));
        Files.copy(Repository.file("common/src/test/resources/pictures/lossy.webp"), pictures.resolve("lossy.webp"));
        Files.write(pictures.resolve("empty.jpg"), new byte[0]);
        Files.writeString(pictures.resolve("text.png"), "no picture");
        byte[] whole = Files.readAllBytes(cat);
        Files.write(pictures.resolve("truncated.jpg"), Arrays.copyOf(whole, whole.length / 3));
        Files.write(pictures.resolve("huge.png"), hugePng());
        return pictures.getParent();
    }

    /** 12000 x 12000 pixels in a few bytes; as RGB, more than the heap of an executor of 512 MB. */
    private static byte[] hugePng() throws IOException {
        BufferedImage image = new BufferedImage(12_000, 12_000, BufferedImage.TYPE_BYTE_BINARY);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    @Test
    void labelsAndErrorsAreThoseOfTheCommandLine() throws Exception {
        cluster.workers(2);
        Path pictures = badAndGoodPictures();
        Path output = folder.resolve("labels");
        List<String> network = List.of("--weights", Repository.WEIGHTS.toString());
        Process job = cluster.submit("equal", List.of(), arguments(network, output, pictures.toString()));
        assertEquals(0, Cluster.finish(job), cluster.log("equal"));
        assertTrue(cluster.log("equal").contains("8 pictures, 4 with errors"), cluster.log("equal"));

        Map<String, JsonNode> expected = commandLine(network, pictures);
        List<Row> rows = rows(output);
        assertEquals(8, rows.size());
        for (Row row : rows) {
            String path = row.<String>getAs("path").substring("file:".length());
            JsonNode one = expected.get(path);
            if (path.endsWith("huge.png")) {
                assertTrue(row.<String>getAs("error").contains("too large for Java's memory"), row.toString());
            } else if (one.has("error")) {
                assertEquals("file:" + one.get("error").asText(), row.getAs("error"));
                assertEquals("bad data", row.getAs("errorKind"));
            } else {
                assertLabels(one.get("predictions"), row);
            }
            assertEquals(Files.size(Path.of(path)), row.<Long>getAs("length"));
            assertTrue(row.<String>getAs("weights").startsWith("sha256-"));
        }

        Process again = cluster.submit("again", List.of(), arguments(network, output, pictures.toString()));
        assertEquals(2, Cluster.finish(again), cluster.log("again"));
        assertTrue(cluster.log("again").contains("has results already"), cluster.log("again"));
    }

    @Test
    void withoutJvmOptionsLabelsAreTheSameAndTheLogSaysSoOnce() throws Exception {
        Path output = folder.resolve("plain");
        List<String> network = List.of("--weights", Repository.WEIGHTS.toString());
        Path pictures = Repository.file("pics");
        Process job = cluster.submitLocally("plain", arguments(network, output, pictures.toString()));
        assertEquals(0, Cluster.finish(job), cluster.log("plain"));
        assertEquals(2, cluster.log("plain").split("This JVM lacks options", -1).length, cluster.log("plain"));
        Map<String, JsonNode> expected = commandLine(network, pictures);
        List<Row> rows = rows(output);
        assertEquals(expected.size(), rows.size());
        for (Row row : rows) {
            assertLabels(expected.get(row.<String>getAs("path").substring("file:".length())).get("predictions"), row);
        }
    }

    private static void assertLabels(JsonNode predictions, Row row) {
        List<Row> labels = row.getList(row.fieldIndex("labels"));
        assertEquals(predictions.size(), labels.size());
        for (int i = 0; i < labels.size(); i++) {
            JsonNode one = predictions.get(i);
            assertEquals(one.get("index").asInt(), labels.get(i).getInt(0));
            assertEquals(one.get("wnid").asText(), labels.get(i).getString(1));
            assertEquals(one.get("label").asText(), labels.get(i).getString(2));
            assertEquals(one.get("probability").doubleValue(), labels.get(i).getDouble(3));
        }
    }

    private static Map<String, JsonNode> commandLine(List<String> network, Path pictures) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("java", "-Xmx512m", "-jar", Repository.file("stage6.jar").toString(), "--format", "json"));
        command.addAll(network);
        command.add(pictures.toString());
        Path out = folder.resolve("command-line.json");
        Cluster.finish(new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("command-line.log").toFile())
                .start());
        Map<String, JsonNode> byPath = new HashMap<>();
        for (String line : Files.readAllLines(out)) {
            JsonNode node = new ObjectMapper().readTree(line);
            byPath.put(node.get("picture").asText(), node);
        }
        return byPath;
    }

    @Test
    void aLostWorkerAndSpeculationCostNoRowAndRepeatNone() throws Exception {
        cluster.workers(2);
        Path output = folder.resolve("lost");
        List<String> speculation = List.of("--conf", "spark.speculation=true", "--conf",
                "spark.speculation.quantile=0.1", "--conf", "spark.speculation.multiplier=1.01",
                "--conf", "spark.speculation.interval=50ms");
        List<String> arguments = arguments(QUICK, output, "--tasks", "" + TASKS, tiny.toString());
        Process job = cluster.submit("lost", speculation, arguments);
        Cluster.await(() -> !job.isAlive() || !parts(output).isEmpty());
        cluster.killWorker();
        assertTrue(job.isAlive(), cluster.log("lost"));
        assertEquals(0, Cluster.finish(job), cluster.log("lost"));
        assertAllOnce(output);
    }

    @Test
    void aKilledJobIsResumed() throws Exception {
        cluster.workers(2);
        Path output = folder.resolve("killed");
        List<String> arguments = arguments(QUICK, output, "--resume", "--tasks", "" + TASKS, tiny.toString());
        Process job = cluster.submit("killed", List.of(), arguments);
        Cluster.await(() -> !job.isAlive() || parts(output).size() >= 2);
        assertTrue(job.isAlive(), cluster.log("killed"));
        job.descendants().forEach(ProcessHandle::destroyForcibly);
        job.destroyForcibly();
        Cluster.finish(job);

        Set<Path> before = parts(output);
        Map<Path, FileTime> times = new HashMap<>();
        for (Path part : before) {
            times.put(part, Files.getLastModifiedTime(part));
        }
        int done = rows(output).size();
        assertTrue(done > 0 && done < TINY, done + " rows");

        Process rest = cluster.submit("rest", List.of(), arguments);
        assertEquals(0, Cluster.finish(rest), cluster.log("rest"));
        assertAllOnce(output);
        assertTrue(cluster.log("rest").contains(TINY - done + " pictures, 0 with errors"), cluster.log("rest"));
        for (Path part : before) {
            assertEquals(times.get(part), Files.getLastModifiedTime(part));
        }
        assertFalse(Files.exists(output.resolve("_temporary")));
    }
}
