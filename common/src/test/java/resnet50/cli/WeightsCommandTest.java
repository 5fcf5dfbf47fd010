package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import resnet50.core.ExitCode;
import resnet50.testing.Repository;
import resnet50.weights.Safetensors;

class WeightsCommandTest {
    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Returns the exit code, or throws the exception that the root command would report. */
    private int run(String... arguments) throws Exception {
        AtomicReference<Exception> thrown = new AtomicReference<>();
        int code = new CommandLine(new WeightsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((e, _, _) -> {
                    thrown.set(e);
                    return -1;
                })
                .execute(arguments);
        if (thrown.get() != null) {
            throw thrown.get();
        }
        return code;
    }

    @Test
    void showsFormatAndTensorsOfAFile() throws Exception {
        assertEquals(0, run("show", FIXTURES.resolve("views-and-dtypes.pth").toString()));
        String text = out.toString();
        assertTrue(text.contains("format        torch zip\n"), text);
        assertTrue(text.contains("architecture  unknown\n"), text);
        assertTrue(text.contains("has not ResNet's layers"), text);
        assertTrue(text.contains("tensors       9\n"), text);
        assertTrue(text.contains("parameters    151\n"), text);
        assertTrue(text.contains("tensor bytes  604\n"), text);
        assertTrue(text.contains("NaN, infinity none\n"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("bf16 +BF16 +4x6")), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("scalar +F32 +scalar")), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("empty +F32 +0x3")), text);
        assertEquals("", err.toString());
    }

    @Test
    void showsTheArchitectureOfAKnownNetwork() throws Exception {
        assertEquals(0, run("show", "synthetic"));
        String text = out.toString();
        assertTrue(text.contains("architecture  resnet50, 1000 classes\n"), text);
        assertTrue(text.contains("parameters    25557032\n"), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
    }

    @Test
    void showsTensorsWithNaN() throws Exception {
        byte[] nan = ByteBuffer.allocate(4).putInt(0x0000c07f).array();
        Path file = Files.write(folder.resolve("nan.safetensors"), Safetensors.oneTensor("F32", 1, nan));
        assertEquals(0, run("show", file.toString()));
        assertTrue(out.toString().contains("NaN, infinity t\n"), out.toString());
    }

    @Test
    void showsJson() throws Exception {
        assertEquals(0, run("show", "--json", FIXTURES.resolve("views-and-dtypes.pth").toString()));
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("torch zip", json.get("format").asText());
        assertTrue(json.get("architecture").isNull());
        assertEquals(151, json.get("parameters").asLong());
        assertEquals(0, json.get("not_finite").size());
        assertEquals("{\"name\":\"empty\",\"dtype\":\"F32\",\"shape\":[0,3]}", json.get("tensors").get(8).toString());
    }

    /** Raw and averaged weights of one network, which is too small for the family. */
    private Path rawAndAveraged() throws IOException {
        StringBuilder header = new StringBuilder("{");
        int at = 0;
        for (String name : List.of("model.conv1.weight", "model.layer1.0.conv1.weight", "ema.conv1.weight", "ema.layer1.0.conv1.weight")) {
            header.append(at == 0 ? "" : ",").append('"').append(name).append("\":{\"dtype\":\"F32\",\"shape\":[")
                    .append(at < 8 ? 1 : 2).append("],\"data_offsets\":[").append(at).append(',').append(at += at < 8 ? 4 : 8).append("]}");
        }
        return Files.write(folder.resolve("both.safetensors"), Safetensors.file(header + "}", new byte[at]));
    }

    @Test
    void showsRawOrAveragedWeights() throws Exception {
        String file = rawAndAveraged().toString();
        assertEquals(0, run("show", file));
        assertTrue(out.toString().contains("notes         averaged weights, ema.\n"), out.toString());
        assertTrue(out.toString().contains("parameters    4\n"), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run("show", "--ema", "no", file));
        assertFalse(out.toString().contains("notes"), out.toString());
        assertTrue(out.toString().contains("parameters    2\n"), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run("show", "--json", "--ema", "yes", file));
        assertEquals("[\"averaged weights, ema.\"]", new ObjectMapper().readTree(out.toString()).get("notes").toString());
        assertEquals(2, run("show", "--ema", "maybe", file));
        assertTrue(err.toString().contains("--ema maybe is neither yes nor no"), err.toString());
    }

    @Test
    void refusesAveragedWeightsThatAreNotThere() {
        for (String file : List.of(FIXTURES.resolve("../wrappings/neighbors.pth").toString(),
            FIXTURES.resolve("../wrappings/basic-folded.onnx").toString(), "synthetic")) {
            for (String command : List.of("show", "verify")) {
                assertRefused(ExitCode.BAD_DATA, file + ": has no averaged weights", "leave out --ema yes",
                        () -> run(command, "--ema", "yes", file));
            }
        }
    }

    @Test
    void showsWhatAPickleAskedForInVain() throws Exception {
        String file = FIXTURES.resolve("../wrappings/neighbors.pth").toString();
        assertEquals(0, run("show", file));
        String line = out.toString().lines().filter(l -> l.startsWith("not loaded    ")).findFirst().orElseThrow();
        assertTrue(line.contains("argparse.Namespace"), line);
        out.getBuffer().setLength(0);
        assertEquals(0, run("show", "--json", file));
        JsonNode names = new ObjectMapper().readTree(out.toString()).get("not_loaded");
        assertTrue(names.valueStream().anyMatch(name -> name.asText().equals("argparse.Namespace")), names.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run("show", FIXTURES.resolve("views-and-dtypes.pth").toString()));
        assertFalse(out.toString().contains("not loaded"), out.toString());
    }

    @Test
    void verifiesSyntheticWeights() throws Exception {
        assertEquals(0, run("verify", "synthetic"));
        assertEquals("synthetic: ok, resnet50, 25557032 parameters\n", out.toString());
    }

    @Test
    void verifiesTrainedWeightsAndTheirHash() throws Exception {
        Path path = Repository.WEIGHTS;
        assertEquals(0, run("verify", path.toString()));
        assertEquals(path + ": ok, resnet50, 25557032 parameters\n", out.toString());
        Path renamed = Files.copy(path, folder.resolve("resnet50-0676ba61.pth"));
        assertRefused(ExitCode.BAD_DATA, renamed + ": is not what its name says", "", () -> run("verify", renamed.toString()));
    }

    @Test
    void refusesBrokenAndMissingFiles() throws IOException {
        Path hostile = FIXTURES.resolve("hostile-os-system.pth");
        for (String command : new String[] {"show", "verify"}) {
            assertRefused(ExitCode.BAD_DATA, hostile + ": refused", "os.system", () -> run(command, hostile.toString()));
            assertRefused(ExitCode.NO_INPUT, "none.pth: ", "does not exist", () -> run(command, "none.pth"));
        }
        Path tiny = FIXTURES.resolve("legacy.pth");
        assertRefused(ExitCode.BAD_DATA, tiny + ": has not ResNet's layers", "", () -> run("verify", tiny.toString()));
    }

    @Test
    void exportsAnOnnxModel() throws Exception {
        Path file = folder.resolve("net.onnx");
        assertEquals(0, run("export", "--onnx", file.toString(), "--weights", "synthetic", "--arch", "resnet18", "--crop", "64"));
        assertEquals(
                file + ": resnet18 of synthetic, opset 17, input [N][3][64][64], logits [N][1000], " + Files.size(file)
                        + " bytes\n",
                out.toString());
        assertRefused(
                ExitCode.USAGE, file + ": exists already", "--force",
                () -> run("export", "--onnx", file.toString(), "--weights", "none.pth"));
        assertEquals(2, run("export", "--weights", "synthetic"));
        assertTrue(err.toString().contains("--onnx=FILE"), err.toString());
    }

    @Test
    void offlineFetchDownloadsNothing() {
        Path target = folder.resolve("resnet18-f37072fd.pth");
        assertRefused(ExitCode.NO_INPUT, target + ": is not there or not complete, and the network is forbidden",
                "models/resnet18-f37072fd.pth", () -> run("fetch", "resnet18", "--to", folder.toString(), "--offline"));
        Path second = folder.resolve("wide_resnet101_2-d733dc28.pth");
        assertRefused(ExitCode.NO_INPUT, second + ": is not there or not complete", "models/wide_resnet101_2-d733dc28.pth",
                () -> run("fetch", "wide_resnet101_2", "--v2", "--to", folder.toString(), "--offline"));
        assertEquals("", out.toString());
    }

    @Test
    void refusesWrongUsage() throws Exception {
        assertEquals(2, run());
        assertEquals(2, run("fetch", "resnet18", "--v2"));
        assertTrue(err.toString().contains("resnet18 has no V2 weights"), err.toString());
        assertEquals(2, run("fetch", "alexnet"));
        assertTrue(err.toString().contains("alexnet: no such network; give one of resnet18, resnet34"), err.toString());
        assertEquals("", out.toString());
    }
}
