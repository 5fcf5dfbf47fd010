package resnet50.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.Architecture;
import resnet50.core.WeightsFile;
import resnet50.testing.Repository;
import resnet50.weights.Safetensors;
import resnet50.weights.SyntheticWeights;

/** {@code weights quantize} and {@code eval --emulate-int8}, which need no stage. */
class QuantizeCommandTest {
    @TempDir
    private Path folder;

    private Path pictures;
    private String out;
    private String err;

    @BeforeEach
    void makePictures() throws IOException {
        pictures = Files.createDirectories(folder.resolve("set/n02123045")).getParent();
        for (int i = 0; i < 12; i++) {
            String name = i % 2 == 0 ? "cat.jpg" : "espresso.jpg";
            Files.createSymbolicLink(pictures.resolve("n02123045/" + i + ".jpg"), Repository.file("pics/" + name));
        }
    }

    private int run(String... arguments) {
        PrintStream standardOut = System.out;
        PrintStream standardErr = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            return Main.run(arguments);
        } finally {
            System.setOut(standardOut);
            System.setErr(standardErr);
            out = outBytes.toString(StandardCharsets.UTF_8);
            err = errBytes.toString(StandardCharsets.UTF_8);
        }
    }

    private int quantize(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "weights", "quantize", "--weights", "synthetic", "--arch", "resnet18", "--crop", "32", "--out", file.toString()));
        if (!List.of(more).contains("--calibrate")) {
            arguments.addAll(List.of("--calibrate", pictures.toString()));
        }
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void aQuantizedFileIsEvaluated() throws IOException {
        Path file = folder.resolve("int8.safetensors");
        Path drawing = folder.resolve("layer.svg");
        assertEquals(0, quantize(file, "--histogram", "layer1.0.conv2=" + drawing), err);
        assertTrue(Files.readString(drawing).contains(">Outputs of layer1.0.conv2 "), Files.readString(drawing));
        assertTrue(out.contains("ranges                mse of 12 pictures\n"), out);
        assertTrue(out.contains("target                any, weights up to 64\n"), out);
        assertTrue(out.lines().anyMatch(line -> line.matches(" {2}layer2\\.0\\.downsample\\.0 +[0-9.]+ dB")), out);
        assertTrue(Files.size(file) < 12_000_000, Files.size(file) + " bytes");
        assertEquals("", err);

        Path csv = folder.resolve("rows.csv");
        String[] eval = {
            "eval", "--emulate-int8", "--weights", file.toString(), "--crop", "32", "--csv", csv.toString(), pictures.toString()
        };
        assertEquals(0, run(eval), err);
        assertTrue(out.contains("12 pictures"), out);
        try (Stream<String> rows = Files.lines(csv)) {
            assertEquals(12, rows.filter(row -> row.endsWith(", int8 emulated\"")).count());
        }
        assertEquals(0, run("weights", "verify", file.toString()), err);
        assertTrue(out.contains(": ok, resnet18, 11"), out);
        assertEquals(0, run("weights", "show", file.toString()));
        assertTrue(out.contains("format        safetensors, int8, target any, method mse, pictures 12\n"), out);
        byte[] broken = Files.readAllBytes(file);
        broken[broken.length - 1] = -128; // the last weight of the last layer
        Path changed = Files.write(folder.resolve("changed.safetensors"), broken);
        assertError(65, changed + ": layer fc has a weight of -128", run("weights", "verify", changed.toString()));
        Path model = folder.resolve("int8.onnx");
        assertEquals(0, run("weights", "export", "--weights", file.toString(), "--onnx", model.toString(), "--int8"), err);
        assertTrue(Files.size(model) < 12_500_000, Files.size(model) + " bytes");
        String other = folder.resolve("other.onnx").toString();
        assertError(2, "--form needs --int8",
                run("weights", "export", "--weights", file.toString(), "--onnx", other, "--form", "qdq"));
        assertError(2, "synthetic: holds floats", run("weights", "export", "--weights", "synthetic", "--onnx", other, "--int8"));
        String again = folder.resolve("again.safetensors").toString();
        assertError(2, file + ": holds 8-bit integers already; give float weights",
                run("weights", "quantize", "--weights", file.toString(), "--calibrate", pictures.toString(), "--out", again));
    }

    @Test
    void equalInputGivesAnEqualFile() throws IOException {
        Path first = folder.resolve("1.safetensors");
        Path second = folder.resolve("2.safetensors");
        assertEquals(0, quantize(first, "--pictures", "8", "--seed", "3", "--threads", "1", "--target", "vnni"), err);
        assertEquals(0, quantize(second, "--pictures", "8", "--seed", "3", "--threads", "2", "--target", "vnni"), err);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        assertTrue(out.contains("mse of 8 pictures"), out);
    }

    /** Gray frames of 32x32; files of another length are left out. */
    private Path frames(int count) throws IOException {
        Path frames = Files.createDirectories(folder.resolve("frames"));
        for (int i = 0; i < count; i++) {
            byte[] frame = new byte[32 * 32 * 3 / 2];
            Arrays.fill(frame, 0, 32 * 32, (byte) (20 + 20 * i));
            Arrays.fill(frame, 32 * 32, frame.length, (byte) 128);
            Files.write(frames.resolve(i + ".raw"), frame);
        }
        Files.write(frames.resolve("notes.txt"), new byte[1]);
        return frames;
    }

    @Test
    void rawFramesAreCalibratedAndEvaluated() throws IOException {
        Path frames = frames(8);
        Path file = folder.resolve("int8.safetensors");
        String[] format = {"--input-format", "nv12", "--size", "32x32", "--range", "full"};
        List<String> options = new ArrayList<>(List.of("--calibrate", frames.toString()));
        options.addAll(List.of(format));
        assertEquals(0, quantize(file, options.toArray(String[]::new)), err);
        assertTrue(out.contains("mse of 8 pictures"), out);
        assertTrue(err.contains("notes.txt: has 1 bytes, not the 1536 of one frame of 32x32; check --size"), err);

        Path list = folder.resolve("list.csv");
        Files.writeString(list, "frames/0.raw,7\n");
        Path csv = folder.resolve("rows.csv");
        List<String> eval = new ArrayList<>(List.of("eval", "--emulate-int8", "--weights", file.toString(), "--crop", "32"));
        eval.addAll(List.of("--csv", csv.toString(), list.toString()));
        eval.addAll(List.of(format));
        assertEquals(0, run(eval.toArray(String[]::new)), err);
        assertTrue(Files.readString(csv).contains(", nv12 32x32, full range, int8 emulated"), Files.readString(csv));
    }

    @Test
    void weightsWithNanAreOneLine() throws IOException {
        byte[] weights;
        try (WeightsFile synthetic = new SyntheticWeights(Architecture.named("resnet18").orElseThrow())) {
            weights = Safetensors.of(synthetic);
        }
        ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).putFloat(weights.length - Float.BYTES, Float.NaN);
        Path nan = Files.write(folder.resolve("nan.safetensors"), weights);
        String file = folder.resolve("int8.safetensors").toString();
        String[] options = {
            "weights", "quantize", "--weights", nan.toString(), "--crop", "32", "--calibrate", pictures.toString(), "--out", file
        };
        assertError(65, nan + ": ", run(options));
        assertTrue(err.contains("NaN"), err);
    }

    @Test
    void badInputIsOneLine() throws IOException {
        Path file = folder.resolve("int8.safetensors");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertError(66, empty + ": a folder without a picture", quantize(file, "--calibrate", empty.toString()));
        assertError(66, folder + "/none: no such folder", quantize(file, "--calibrate", folder + "/none"));
        assertError(2, "--pictures 7 is not between 8 and 100000", quantize(file, "--pictures", "7"));
        assertError(2, "'best' is none of minmax, percentile, entropy, mse", quantize(file, "--method", "best"));
        assertError(2, "--histogram fc is no layer of resnet18", quantize(file, "--histogram", "fc=" + folder.resolve("fc.svg")));
        for (int i = 0; i < 5; i++) {
            Files.delete(pictures.resolve("n02123045/" + i + ".jpg"));
        }
        assertError(65, pictures + ": has 7 pictures that can be read, too few", quantize(file));
        assertFalse(Files.exists(file));
        Files.writeString(file, "precious");
        assertError(2, file + ": exists already", quantize(file));
        assertEquals(0, run("weights", "quantize", "--help"));
        assertError(2, "synthetic: holds floats (synthetic), not 8-bit integers; make such a file with: weights quantize",
                run("eval", "--emulate-int8", "--weights", "synthetic", "--arch", "resnet18", pictures.toString()));
    }

    private void assertError(int expected, String message, int code) {
        assertEquals(expected, code, err);
        assertTrue(err.contains(message), err);
        assertEquals(1, err.lines().count(), err);
    }
}
