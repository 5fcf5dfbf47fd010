package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import resnet50.process.Jar.Outcome;
import resnet50.testing.Repository;
import resnet50.testing.TestResource;

/** Tests output and exit codes of the real jar. Two tests run at a time, because a short run uses mostly one thread. */
@Execution(ExecutionMode.CONCURRENT)
class CommandLineIT {
    /** Tag for tests of code that is the same in all jars; the build runs them for one stage only. */
    static final String ANY_STAGE = "any-stage";

    /** Options of a network that needs no file and runs in a moment on every stage. */
    static final String[] QUICK = {"--weights", "synthetic", "--arch", "resnet18", "--crop", "32"};

    private static final Path CAT = Jar.FILE.resolveSibling("pics/cat.jpg");

    @TempDir
    Path folder;

    private Outcome quick(String... arguments) {
        List<String> all = new ArrayList<>(List.of(QUICK));
        all.addAll(List.of(arguments));
        return new Jar(folder).run(all.toArray(String[]::new));
    }

    static void assertRefused(int exitCode, String message, Outcome outcome) {
        assertAll(
                () -> assertEquals(exitCode, outcome.exitCode(), outcome.err()),
                () -> assertTrue(outcome.err().contains(message), outcome.err()),
                () -> assertEquals("", outcome.out()),
                () -> assertFalse(outcome.err().contains("\tat "), "stack trace: " + outcome.err()));
    }

    @Test
    void labelsAPicture() {
        String weights = Repository.WEIGHTS.toString();
        Outcome outcome = new Jar(folder).run("--weights", weights, CAT.toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(CAT.toString(), outcome.outLines().getFirst());
        assertTrue(outcome.outLines().get(1).endsWith(" %  Egyptian cat"), outcome.out());
        assertEquals(6, outcome.outLines().size(), outcome.out());
        assertEquals(1, outcome.err().lines().count(), "expected one line about weights: " + outcome.err());
    }

    @Test
    @Tag(ANY_STAGE)
    void jsonHasARecordPerPictureAlsoForErrors() throws IOException {
        Path copy = Files.copy(CAT, folder.resolve("a \"quoted\", name.jpg"));
        Outcome outcome = quick("--format", "json", "-k", "2", CAT.toString(), "missing.jpg", copy.toString());
        assertEquals(66, outcome.exitCode(), outcome.err());
        List<JsonNode> records = new ArrayList<>();
        for (String line : outcome.outLines()) {
            records.add(new JsonMapper().readTree(line));
        }
        assertEquals(
                List.of(CAT.toString(), "missing.jpg", copy.toString()),
                records.stream().map(r -> r.get("picture").asText()).toList());
        assertEquals(2, records.get(0).get("predictions").size());
        assertEquals(66, records.get(1).get("exitCode").asInt());
        assertEquals(records.get(0).get("predictions"), records.get(2).get("predictions"));
        assertTrue(outcome.err().contains("1 of 3 pictures could not be labeled"), outcome.err());
    }

    @Test
    @Tag(ANY_STAGE)
    void csvHasARowPerPictureAlsoForErrors() throws IOException {
        Path copy = Files.copy(CAT, folder.resolve("a \"quoted\", name.jpg"));
        Outcome outcome = quick("--format", "csv", "-k", "1", "missing.jpg", copy.toString());
        List<String> rows = outcome.outLines();
        assertEquals("picture,error,index1,wnid1,label1,probability1", rows.get(0));
        assertTrue(rows.get(1).startsWith("missing.jpg,missing.jpg: "), rows.get(1));
        assertTrue(rows.get(1).endsWith(",,,,"), rows.get(1));
        assertTrue(rows.get(2).startsWith("\"" + copy.toString().replace("\"", "\"\"") + "\",,"), rows.get(2));
        assertEquals(3, rows.size());
    }

    @Test
    @Tag(ANY_STAGE)
    void reportsAFullDiskBehindStandardOutput() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full");
        assertRefused(66, "standard output: cannot be written (", new Jar(folder)
                .shell("java -jar \"$JAR\" " + String.join(" ", QUICK) + " '" + CAT + "' > /dev/full"));
        assertRefused(66, "standard output: cannot be written (", new Jar(folder)
                .shell("java -jar \"$JAR\" --version > /dev/full"));
    }

    @Test
    @Tag(ANY_STAGE)
    void readsAPictureFromStandardInput() {
        List<String> all = new ArrayList<>(List.of(QUICK));
        all.add("-");
        Outcome outcome = new Jar(folder).stdin(CAT).run(all.toArray(String[]::new));
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(quick(CAT.toString()).outLines().subList(1, 6), outcome.outLines().subList(1, 6));
    }

    @Test
    @Tag(ANY_STAGE)
    void reportsAClosedStandardInput() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "no /proc/self/fd");
        assertRefused(66, "-: standard input is closed", new Jar(folder)
                .shell("java -jar \"$JAR\" " + String.join(" ", QUICK) + " - <&-"));
    }

    /** Writes each name after reading the label of the previous name. */
    @Test
    @Tag(ANY_STAGE)
    void labelsNamesFromAPipeAsTheyArrive() throws IOException {
        String label = "java -jar \"$JAR\" " + String.join(" ", QUICK) + " --format json --files-from - < names";
        Outcome outcome = new Jar(folder).shell("mkfifo names labels; " + label + " > labels & exec 3> names 4< labels; "
                + "for i in 1 2 3; do echo '" + CAT + "' >&3; read -r line <&4; echo \"$line\"; done; echo none.jpg >&3; exec 3>&-; cat <&4");
        List<String> lines = outcome.outLines();
        assertEquals(4, lines.size(), outcome.out() + outcome.err());
        JsonNode first = new JsonMapper().readTree(lines.getFirst());
        assertEquals(CAT.toString(), first.get("picture").asText());
        assertEquals(66, new JsonMapper().readTree(lines.get(3)).get("exitCode").asInt());
    }

    @Test
    @Tag(ANY_STAGE)
    void appliesLabelsThresholdAndPreprocessing() throws IOException {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            names.append("class ").append(i).append('\n');
        }
        Path labels = Files.writeString(folder.resolve("labels.txt"), names);
        Outcome outcome = quick("--format", "json", "--labels", labels.toString(), "--threshold", "1", "--preprocess", "letterbox",
                "--interpolation", "bicubic", "--mean", "0.5", "--std", "0.5,0.5,0.25", CAT.toString());
        JsonNode json = new JsonMapper().readTree(outcome.out());
        JsonNode best = json.get("predictions").get(0);
        assertEquals("class " + best.get("index").asInt(), best.get("label").asText(), outcome.err());
        assertTrue(json.get("unknown").asBoolean());
        assertEquals(
                new JsonMapper().readTree("{\"mode\": \"letterbox\", \"resize\": 32, \"crop\": 32, \"interpolation\": \"bicubic\","
                        + " \"mean\": [0.5, 0.5, 0.5], \"std\": [0.5, 0.5, 0.25], \"source\": \"default\"}").toString(),
                json.get("preprocessing").toString());
        assertRefused(65, "has 1 labels, but the network has 1000 classes",
                quick("--labels", Files.writeString(folder.resolve("one"), "cat").toString(), CAT.toString()));
    }

    @Test
    void featuresAreTheSameInEveryFormat() throws IOException {
        JsonNode features = new JsonMapper().readTree(quick("--features", "--format", "json", CAT.toString()).out()).get("features");
        assertEquals(512, features.size());
        List<String> csv = quick("--features", "--format", "csv", CAT.toString()).outLines();
        assertEquals(CAT + ",," + String.join(",", features.valueStream().map(f -> Float.toString(f.floatValue())).toList()), csv.get(1));
        Outcome npy = new Jar(folder).shell("java -jar \"$JAR\" " + String.join(" ", QUICK)
                + " --features --format npy '" + CAT + "' missing.jpg > features.npy");
        assertEquals(66, npy.exitCode(), npy.err());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("features.npy"))).order(ByteOrder.LITTLE_ENDIAN);
        int header = 10 + bytes.getShort(8);
        assertEquals(0, header % 64);
        assertTrue(new String(bytes.array(), 10, header - 10, StandardCharsets.US_ASCII).contains("'shape': (2, 512)"));
        assertEquals(header + 2 * 512 * 4, bytes.capacity());
        for (int i = 0; i < 512; i++) {
            assertEquals(features.get(i).floatValue(), bytes.getFloat(header + 4 * i));
            assertTrue(Float.isNaN(bytes.getFloat(header + 4 * (512 + i))));
        }
    }

    @Test
    @Tag(ANY_STAGE)
    void labelsAFolderInNameOrder() throws IOException {
        Files.copy(CAT, folder.resolve("b.jpg"));
        Files.copy(CAT, Files.createDirectory(folder.resolve("a")).resolve("z.JPG"));
        Outcome outcome = quick("-k", "1", folder.toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(folder.resolve("a/z.JPG").toString(), outcome.outLines().get(0));
        assertEquals(folder.resolve("b.jpg").toString(), outcome.outLines().get(2));
    }

    @Test
    @Tag(ANY_STAGE)
    void refusesATruncatedJpegUnlessLenient() throws IOException {
        byte[] cat = Files.readAllBytes(CAT);
        Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(cat, cat.length / 2));
        assertRefused(65, "cut.jpg", quick(cut.toString()));
        assertEquals(0, quick("--lenient", cut.toString()).exitCode());
    }

    @Test
    @Tag(ANY_STAGE)
    void namesTheKindOfOtherFiles() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jpg"), "Dear reader, this is no picture.\n");
        assertRefused(65, "text", quick(text.toString()));
        Path empty = Files.createFile(folder.resolve("empty.png"));
        assertRefused(65, "empty", quick(empty.toString()));
    }

    @Test
    @Tag(ANY_STAGE)
    void refusesAHugePng() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(HexFormat.of().parseHex("89504e470d0a1a0a"));
        png.write(chunk("IHDR", HexFormat.of().parseHex("00009c40" + "00004e20" + "0802000000"))); // 40000 by 20000, RGB
        png.write(chunk("IDAT", new byte[17]));
        png.write(chunk("IEND", new byte[0]));
        assertEquals(74, png.size());
        Path bomb = Files.write(folder.resolve("bomb.png"), png.toByteArray());
        assertRefused(65, "40000", quick(bomb.toString()));
    }

    /** Returns a PNG chunk: length, type, data, and the CRC of type and data. */
    private static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
        chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) crc.getValue()).array();
    }

    @Test
    @Tag(ANY_STAGE)
    void refusesMissingFilesAndEmptyFolders() throws IOException {
        assertRefused(66, "missing.jpg", quick("missing.jpg"));
        assertRefused(66, "empty", quick(Files.createDirectory(folder.resolve("empty")).toString()));
        assertRefused(66, "missing.pth", new Jar(folder).run("--weights", "missing.pth", CAT.toString()));
    }

    @Test
    @Tag(ANY_STAGE)
    void refusesHostileWeights() {
        Path hostile = TestResource.file("fixtures/hostile-os-system.pth");
        Outcome outcome = new Jar(folder).run("--weights", hostile.toString(), CAT.toString());
        assertRefused(65, "refused: pickle wants GLOBAL os.system", outcome);
        assertEquals(0, folder.toFile().list().length, "files created by the pickle");
    }

    @Test
    @Tag(ANY_STAGE)
    void refusesWeightsOfAnotherNetwork() throws IOException {
        Path fixture = TestResource.file("fixtures/zip-ordereddict.pth");
        assertRefused(65, "zip-ordereddict.pth", new Jar(folder).run("--weights", fixture.toString(), CAT.toString()));
        Path pointer = Files.writeString(
                folder.resolve("lfs.pth"), "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
        assertRefused(65, "Git-LFS pointer", new Jar(folder).run("--weights", pointer.toString(), CAT.toString()));
    }

    @Test
    @Tag(ANY_STAGE)
    void tellsHowToGetMissingWeights() {
        Map<String, String> nowhere = Map.of(
                "HOME", folder.toString(),
                "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                "RESNET50_WEIGHTS", "");
        Path jar = folder.resolve("alone.jar");
        Outcome outcome = new Jar(folder)
                .environment(nowhere)
                .shell("cp \"$JAR\" " + jar.getFileName() + " && java -jar " + jar.getFileName() + " '" + CAT + "'");
        assertRefused(66, "download them with: weights fetch resnet50", outcome);
    }

    @Test
    @Tag(ANY_STAGE)
    void reportsUsageErrorsInOneLine() {
        assertRefused(2, "--nonsense", quick("--nonsense", "x.jpg"));
        assertRefused(2, "no picture given", quick());
        assertRefused(2, "--crop 31", new Jar(folder).run("--crop", "31", "x.jpg"));
        assertRefused(2, "did you mean resnet50?", new Jar(folder).run("--arch", "resnet51", "x.jpg"));
        assertRefused(2, "--vector", new Jar(folder).run("--vector", "257", "x.jpg"));
        assertRefused(2, "did you mean bench?", new Jar(folder).run("benhc", "--weights", "missing.pth"));
        assertRefused(2, "did you mean --format?", new Jar(folder).run("--frmat", "json", "x.jpg"));
        assertRefused(2, "did you mean verify?", new Jar(folder).run("weights", "verfy"));
        assertRefused(2, "'xml' is none of text, json, csv, npy", new Jar(folder).run("--format", "xml", "x.jpg"));
        assertRefused(2, "--features needs --format", new Jar(folder).run("--features", "x.jpg"));
        assertRefused(2, "--format npy needs --features", new Jar(folder).run("--format", "npy", "x.jpg"));
        assertRefused(2, "--std 0,1,1", new Jar(folder).run("--std", "0,1,1", "x.jpg"));
        assertRefused(2, "--threshold 2.0", new Jar(folder).run("--threshold", "2", "x.jpg"));
        assertRefused(2, "resnet18 has no V2 weights", new Jar(folder).run("weights", "fetch", "resnet18", "--v2", "--offline"));
    }

    @Test
    void acceptsAVectorWidthOrNamesTheJvmsWidth() {
        assertEquals(0, quick("--vector", "256", CAT.toString()).exitCode());
        Outcome wide = quick("--vector", "512", CAT.toString());
        if (wide.exitCode() != 0) {
            assertRefused(2, "this JVM has vectors of", wide);
        }
    }

    @Test
    void dumpsGeneratedKernelsOrNamesTheOption() throws IOException {
        Path dump = folder.resolve("kernels");
        Outcome outcome = quick("--dump-kernels", dump.toString(), CAT.toString());
        if (outcome.exitCode() == 0) {
            assertTrue(dump.toFile().list().length > 0, "no kernels written");
        } else {
            assertRefused(2, "this stage generates no kernels; leave it out", outcome);
            assertFalse(Files.exists(dump));
        }
        String file = Files.createFile(folder.resolve("file")).toString();
        assertRefused(2, "--dump-kernels " + file, quick("--dump-kernels", file, CAT.toString()));
        String[] bench = {"bench", "--weights", "synthetic", "--arch", "resnet18", "--crop", "32", "--dump-kernels", file};
        assertRefused(2, "--dump-kernels " + file, new Jar(folder).run(bench));
    }

    @Test
    @Tag(ANY_STAGE)
    void helpFitsEightyColumns() {
        for (String command : List.of("", "bench ", "compare ", "profile ", "describe ", "eval ", "weights ", "weights export ", "worker ", "jvm-options ")) {
            Outcome outcome = new Jar(folder).run((command + "--help").split(" "));
            assertEquals(0, outcome.exitCode(), outcome.err());
            for (String line : outcome.outLines()) {
                assertTrue(line.length() <= 80, line);
            }
        }
    }

    @Test
    @Tag(ANY_STAGE)
    void completionScriptIsValidShell() {
        Outcome outcome = new Jar(folder).shell("java -jar \"$JAR\" generate-completion | bash -n");
        assertEquals(0, outcome.exitCode(), outcome.err());
    }

    @Test
    @Tag(ANY_STAGE)
    void endsQuietlyIfTheReaderClosesThePipe() {
        String pictures = ("'" + CAT + "' ").repeat(8);
        String command = "java -jar \"$JAR\" " + String.join(" ", QUICK) + " " + pictures + "| head -1";
        Outcome outcome = new Jar(folder).shell(command);
        assertEquals(CAT.toString(), outcome.out().strip());
        assertFalse(outcome.err().contains("xception"), outcome.err());
    }

    @Test
    @Tag(ANY_STAGE)
    void evalCountsReadablePicturesOnly() throws IOException {
        Path tabby = Files.createDirectories(folder.resolve("set/n02123045"));
        Files.copy(CAT, tabby.resolve("cat.jpg"));
        Files.writeString(tabby.resolve("text.jpg"), "Dear reader, this is no picture.\n");
        Outcome outcome = new Jar(folder)
                .run("eval", "--json", "--weights", "synthetic", "--arch", "resnet18", "--crop", "32", "set");
        assertEquals(65, outcome.exitCode(), outcome.err());
        JsonNode result = new JsonMapper().readTree(outcome.out()).get("result");
        assertEquals(1, result.get("pictures").asInt(), outcome.out());
        assertEquals("n02123045/text.jpg", result.get("unreadable").get(0).get("picture").asText());
        assertTrue(outcome.err().contains("set/n02123045/text.jpg: looks like text"), outcome.err());
    }

    @Test
    @Tag(ANY_STAGE)
    void weightsCommandShowsAndVerifiesAFile() {
        String weights = Repository.WEIGHTS.toString();
        Outcome show = new Jar(folder).run("weights", "show", weights);
        assertEquals(0, show.exitCode(), show.err());
        assertTrue(show.out().contains("architecture  resnet50, 1000 classes\n"), show.out());
        Outcome verify = new Jar(folder).run("weights", "verify", weights);
        assertTrue(verify.out().contains("ok, resnet50, 25557032 parameters"), verify.out() + verify.err());
    }

    @Test
    @Tag(ANY_STAGE)
    void removesControlCharactersFromFileNames() {
        Outcome outcome = quick("\u001b[31mred.jpg");
        assertEquals(66, outcome.exitCode());
        assertFalse(outcome.err().contains("\u001b"), outcome.err());
        assertTrue(outcome.err().getBytes(StandardCharsets.UTF_8).length > 0);
    }
}
