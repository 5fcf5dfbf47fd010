package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;
import static resnet50.weights.Refusals.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.core.TensorInfo;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;
import resnet50.onnx.OnnxExport;

/** Small networks written by PyTorch and its exporters; {@code scripts/make-weights-fixtures.py} creates the files. */
class PyTorchFilesTest {
    private static final double EPSILON = 1e-5;

    @TempDir
    private Path folder;

    private static Path file(String name) {
        return resource("wrappings/" + name);
    }

    /** Compares weights and shifts after folding the batch norm, because a file may store them folded. */
    @ParameterizedTest
    @CsvSource({
        "basic-folded.onnx, basic", "basic-unfolded.onnx, basic", "basic-view-softmax.onnx, basic", "bottleneck-folded.onnx, bottleneck",
        "bottleneck-unfolded.onnx, bottleneck", "neighbors.pth, basic",
    })
    void computesTheSameNetwork(String name, String expectedName) {
        try (WeightsFile weights = WeightsFiles.open(file(name));
                WeightsFile expected = WeightsFiles.open(file(expectedName + "-expected.safetensors"))) {
            assertComputesTheSame(expected, weights);
        }
    }

    /** Reads the output of {@code weights export}, also with groups. */
    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "resnext50_32x4d"})
    void readsAnExportedModel(String name) throws IOException {
        Architecture architecture = Architecture.named(name).orElseThrow();
        WeightsFile expected = new SyntheticWeights(architecture);
        Path model = folder.resolve("model.onnx");
        new OnnxExport().write(architecture, expected, 224, model, false, Progress.NONE);
        try (WeightsFile weights = WeightsFiles.open(model)) {
            assertComputesTheSame(expected, weights);
        }
    }

    private static void assertComputesTheSame(WeightsFile expected, WeightsFile weights) {
        for (TensorInfo tensor : expected.tensors().values()) {
            TensorInfo found = weights.tensors().get(tensor.name());
            assertEquals(tensor.shape(), found == null ? null : found.shape(), tensor.name());
            if (tensor.shape().size() == 4) {
                String norm = tensor.name().replaceFirst("conv(\\d)\\.weight$", "bn$1.").replaceFirst("downsample.0.weight$",
                        "downsample.1.");
                assertArrayEquals(folded(expected, tensor.name(), norm), folded(weights, tensor.name(), norm), 2e-5f, tensor.name());
                assertArrayEquals(shift(expected, norm), shift(weights, norm), 2e-5f, norm);
            } else if (tensor.name().startsWith("fc.")) {
                assertArrayEquals(expected.floats(tensor.name()), weights.floats(tensor.name()), tensor.name());
            }
        }
    }

    private static float[] scale(WeightsFile weights, String norm) {
        float[] scale = weights.floats(norm + "weight");
        float[] variance = weights.floats(norm + "running_var");
        for (int c = 0; c < scale.length; c++) {
            scale[c] = (float) (scale[c] / Math.sqrt(variance[c] + EPSILON));
        }
        return scale;
    }

    private static float[] folded(WeightsFile weights, String conv, String norm) {
        float[] scale = scale(weights, norm);
        float[] folded = weights.floats(conv);
        for (int i = 0; i < folded.length; i++) {
            folded[i] *= scale[i / (folded.length / scale.length)];
        }
        return folded;
    }

    private static float[] shift(WeightsFile weights, String norm) {
        float[] scale = scale(weights, norm);
        float[] shift = weights.floats(norm + "bias");
        float[] mean = weights.floats(norm + "running_mean");
        for (int c = 0; c < shift.length; c++) {
            shift[c] -= mean[c] * scale[c];
        }
        return shift;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bottleneck-v1.onnx | has its strides in the 1x1 convolutions (ResNet v1, as MXNet and Caffe have it), at Conv",
        "basic-swish.onnx | has the operator Sigmoid",
        "module.pth | is a pickled object of __main__.TinyResNet, not a dict of tensors; it was not run",
        "script.pt | is TorchScript, a program, not a dict of tensors; save its tensors in Python: torch.save(torch.jit.load",
        "arrays.npz | is a NumPy .npz archive; convert it in Python: torch.save({k: torch.from_numpy(v)",
    })
    void refusesOtherFormatsByName(String name, String part) {
        assertRefused(ExitCode.BAD_DATA, file(name) + ": ", part, () -> WeightsFiles.open(file(name)));
    }

    /** Rewrites a zip with all entries deflated, as archive tools do when they pack a folder. */
    private Path deflated(String name) throws IOException {
        Path packed = folder.resolve("packed.pth");
        try (ZipFile zip = new ZipFile(file(name).toFile()); ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(packed))) {
            for (ZipEntry entry : zip.stream().toList()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                zip.getInputStream(entry).transferTo(out);
                out.closeEntry();
            }
        }
        return packed;
    }

    @Test
    void readsADeflatedZip() throws IOException {
        try (WeightsFile packed = WeightsFiles.open(deflated("neighbors.pth"));
                WeightsFile weights = WeightsFiles.open(file("neighbors.pth"))) {
            for (String name : weights.tensors().keySet()) {
                assertArrayEquals(weights.floats(name), packed.floats(name), name);
            }
        }
        WeightsFiles.verifyChecksums(folder.resolve("packed.pth"));
    }

    @Test
    void refusesAnEntryThatClaimsToInflateTooFar() {
        FileBytes packed = FileBytes.of(new byte[100]);
        for (long size : new long[] {200_000, Inflated.MAX_BYTES + 1, Long.MAX_VALUE}) {
            Malformed e = assertThrows(Malformed.class, () -> Inflated.of("x", packed, size));
            assertTrue(e.getMessage().contains("claims to inflate from 100 to " + size), e.getMessage());
        }
    }

    @Test
    void verifiesChecksums() throws IOException {
        byte[] whole = Files.readAllBytes(file("neighbors.pth"));
        ZipIndex.Entry entry = ZipIndex.read(FileBytes.of(whole)).values().stream().filter(e -> e.size() > 1000).skip(1).findFirst()
                .orElseThrow();
        WeightsFiles.verifyChecksums(Files.write(folder.resolve("a.pth"), whole));
        whole[(int) entry.start() + 500] ^= 1;
        Path spoiled = Files.write(folder.resolve("b.pth"), whole);
        assertRefused(ExitCode.BAD_DATA, spoiled + ": is a zip whose entry " + entry.name() + " has CRC-32 ", "it was damaged", () -> {
            WeightsFiles.verifyChecksums(spoiled);
            return null;
        });
        WeightsFiles.verifyChecksums(file("basic-expected.safetensors"));
    }

    private static boolean isRefused(byte[] bytes) {
        try (WeightsFile weights = WeightsFiles.open(InputFile.of("fuzz", bytes), Averaged.PREFERRED)) {
            for (String name : weights.tensors().keySet()) {
                try {
                    weights.floats(name);
                } catch (UserException e) {
                    assertEquals(ExitCode.BAD_DATA, e.exitCode());
                }
            }
            return false;
        } catch (UserException e) {
            assertEquals(ExitCode.BAD_DATA, e.exitCode());
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic-folded.onnx", "bottleneck-unfolded.onnx", "basic-view-softmax.onnx", "neighbors.pth", "script.pt"})
    @Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD)
    void readsOrRefusesChangedFiles(String name) throws IOException {
        byte[] whole = Files.readAllBytes(file(name));
        Random random = new Random(name.hashCode());
        for (int round = 0; round < 600; round++) {
            byte[] changed = round % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
                // the first bytes more often, which hold structure rather than weights
                int at = random.nextBoolean() ? random.nextInt(changed.length) : random.nextInt(Math.min(changed.length, 4000));
                changed[at] = (byte) (random.nextBoolean() ? random.nextInt() : changed[at] ^ 1 << random.nextInt(8));
            }
            try {
                isRefused(changed);
            } catch (RuntimeException | Error e) {
                Path kept = Files.write(Path.of("target/fuzz-failure.bin"), changed);
                throw new AssertionError(name + " in " + kept, e);
            }
        }
    }

    @Test
    void readsOrRefusesChangedDeflatedFiles() throws IOException {
        byte[] whole = Files.readAllBytes(deflated("neighbors.pth"));
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            isRefused(changed);
        }
    }

    private Path withConfig(String text) throws IOException {
        Files.writeString(folder.resolve("config.json"), text);
        return folder.resolve("weights.pth");
    }

    @Test
    void readsLabelsFromConfigJson() throws IOException {
        Path weights = withConfig("{\"id2label\": {\"1\": \"dog\", \"0\": \"cat\"}, \"x\": 1e-05}");
        assertEquals(List.of("cat", "dog"), ModelConfig.beside(weights).orElseThrow().labels().orElseThrow());
        withConfig("{\"num_classes\": 2, \"label_names\": [\"a\", \"b\"]}");
        assertEquals(List.of("a", "b"), ModelConfig.beside(weights).orElseThrow().labels().orElseThrow());
        withConfig("{\"architecture\": \"resnet18\"}");
        assertTrue(ModelConfig.beside(weights).orElseThrow().labels().isEmpty());
        assertTrue(ModelConfig.beside(folder.resolve("none/weights.pth")).isEmpty());
        withConfig("{\"id2label\": {\"1\": \"dog\", \"5\": \"cat\"}}");
        Path config = folder.resolve("config.json");
        assertRefused(ExitCode.BAD_DATA, config + ": does not number its 2 labels from 0", "correct it, or move it away",
                () -> ModelConfig.beside(weights).orElseThrow().labels());
        withConfig("{\"id2label\": ");
        assertRefused(ExitCode.BAD_DATA, config + ": is not JSON", "", () -> ModelConfig.beside(weights));
        withConfig("{\"downsample_in_bottleneck\": true}");
        assertRefused(ExitCode.BAD_DATA, weights + ": has strides in the 1x1 convolutions", "", () -> {
            ModelConfig.beside(weights).orElseThrow().requireSupported(weights);
            return null;
        });
    }
}
