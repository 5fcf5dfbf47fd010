package resnet50.quantize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.conformance.ArrayWeights;
import resnet50.conformance.Closeness;
import resnet50.core.Architecture;
import resnet50.core.Architecture.BlockKind;
import resnet50.core.BlockShape;
import resnet50.core.Convolution;
import resnet50.core.ExitCode;
import resnet50.core.Int8Network;
import resnet50.core.Progress;
import resnet50.core.WeightsFile;
import resnet50.label.TopK;
import resnet50.picture.Exif;
import resnet50.picture.PictureFiles;
import resnet50.picture.PictureReader;
import resnet50.picture.Preprocessor;
import resnet50.testing.Golden;
import resnet50.testing.TestData;
import resnet50.testing.TestResource;
import resnet50.weights.SyntheticWeights;
import resnet50.weights.WeightsFiles;

class QuantizerTest {
    private static final int SIZE = 32;
    private static final int PICTURES = 9;
    private static final Architecture TINY = new Architecture("tiny", BlockKind.BOTTLENECK, List.of(1, 2), 8, 2, 4, 5);
    private static final Architecture BASIC = new Architecture("basic", BlockKind.BASIC, List.of(2, 1), 8, 1, 8, 5);

    private static float[] picture(int index) {
        Random random = new Random(index);
        float[] picture = new float[SIZE * SIZE * 3];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (float) Math.sin(i * 0.01 * (index + 1)) + 0.3f * (float) random.nextGaussian();
        }
        return picture;
    }

    private static Quantizer.Result quantize(Architecture network, WeightsFile weights, RangeMethod method, int threads) {
        return new Quantizer(network, weights, SIZE, threads, Progress.NONE)
                .quantize(PICTURES, index -> Optional.of(picture(index)), "folder", method, 127);
    }

    /** The float arithmetic of the calibration is that of PyTorch. */
    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "resnext50_32x4d"})
    void floatsGivePyTorchsLogits(String name) {
        Architecture architecture = Architecture.named(name).orElseThrow();
        FloatArithmetic floats = new FloatArithmetic(architecture, Golden.SIZE, new SyntheticWeights(architecture));
        float[] logits = new Forward(architecture, Golden.SIZE).logits(SyntheticWeights.input(Golden.SIZE), floats);
        try (WeightsFile golden = WeightsFiles.open(TestResource.file("golden/synthetic-logits.safetensors"))) {
            float[] reference = golden.floats("logits/" + name);
            double[] expected = IntStream.range(0, reference.length).mapToDouble(i -> reference[i]).toArray();
            Closeness.assertClose(logits, expected, 1e-5 * Closeness.maxMagnitude(expected), name);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void integersAreNearToFloats(boolean basic) {
        Architecture network = basic ? BASIC : TINY;
        WeightsFile weights = new SyntheticWeights(network);
        FloatArithmetic floats = new FloatArithmetic(network, SIZE, weights);
        for (RangeMethod method : RangeMethod.values()) {
            Quantizer.Result result = quantize(network, weights, method, 1);
            assertEquals(PICTURES, result.pictures());
            Int8Emulator emulator = new Int8Emulator(result.network(), SIZE, 1);
            double signal = 0;
            double noise = 0;
            for (int i = 0; i < PICTURES; i++) {
                float[] logits = new float[5];
                emulator.run(picture(i), logits);
                float[] real = new Forward(network, SIZE).logits(picture(i), floats);
                LayerNoise ofPicture = LayerNoise.of("logits", real, logits, 1);
                signal += ofPicture.signal();
                noise += ofPicture.noise();
            }
            double decibels = new LayerNoise("logits", signal, noise).decibels();
            assertTrue(decibels > 25, method + " " + decibels);
            result.noises().forEach(layer -> assertTrue(layer.decibels() > 20, layer.toString()));
        }
    }

    @Test
    void theReportNamesEachLayerWorstFirst() {
        List<LayerNoise> noises = quantize(TINY, new SyntheticWeights(TINY), RangeMethod.MSE, 1).noises();
        List<String> expected = Int8Network.rangeNames(TINY).stream().sorted().toList();
        assertEquals(expected, noises.stream().map(LayerNoise::layer).filter(name -> !name.equals("fc")).sorted().toList());
        for (int i = 1; i < noises.size(); i++) {
            assertTrue(noises.get(i - 1).decibels() <= noises.get(i).decibels(), noises.get(i).toString());
        }
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        WeightsFile weights = new SyntheticWeights(TINY);
        Quantizer.Result one = quantize(TINY, weights, RangeMethod.ENTROPY, 1);
        Quantizer.Result three = quantize(TINY, weights, RangeMethod.ENTROPY, 3);
        assertEquals(one.network().ranges(), three.network().ranges());
        assertEquals(one.noises(), three.noises());
        one.network().layers().forEach((name, layer) -> {
            assertArrayEquals(layer.weights(), three.network().layer(name).weights());
            assertArrayEquals(layer.scales(), three.network().layer(name).scales());
            assertArrayEquals(layer.bias(), three.network().layer(name).bias());
        });
    }

    /** What ONNX Runtime needs to add in integers: zero point 0 after each ReLU. */
    @Test
    void onlyTheAddsInputsHaveAZeroPoint() {
        Int8Network network = quantize(TINY, new SyntheticWeights(TINY), RangeMethod.MSE, 1).network();
        for (BlockShape block : TINY.blocks(SIZE)) {
            assertEquals(0, network.range(block.name()).zeroPoint());
            for (Convolution conv : block.convolutions()) {
                assertEquals(Int8Network.isSigned(block, conv), network.range(conv.name()).zeroPoint() > 0, conv.name());
            }
        }
        assertEquals(0, network.range("conv1").zeroPoint());
        assertEquals(0, network.range("avgpool").zeroPoint());
        assertTrue(network.range("input").zeroPoint() > 0);
    }

    @Test
    void tooFewPicturesAreRefused() {
        Quantizer quantizer = new Quantizer(TINY, new SyntheticWeights(TINY), SIZE, 2, Progress.NONE);
        assertRefused(
                ExitCode.BAD_DATA, "folder: has 7 pictures that can be read", "give 8 or more",
                () -> quantizer.quantize(
                        PICTURES,
                        index -> index < 2 ? Optional.empty() : Optional.of(picture(index)),
                        "folder",
                        RangeMethod.MSE,
                        127));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bn1.running_var", "layer1.0.bn2.weight", "layer2.0.bn3.bias"})
    void weightsThatOverflowAreRefused(String name) {
        Map<String, float[]> arrays = new HashMap<>();
        SyntheticWeights synthetic = new SyntheticWeights(TINY);
        synthetic.tensors().keySet().forEach(tensor -> arrays.put(tensor, synthetic.floats(tensor)));
        Arrays.fill(arrays.get(name), name.endsWith("var") ? -1 : 3e38f);
        assertRefused(
                ExitCode.BAD_DATA, "arrays: cannot be quantized, ", "give other weights",
                () -> quantize(TINY, new ArrayWeights(arrays), RangeMethod.MSE, 2));
    }

    /** All weights 0: each activation has one value. */
    @Test
    void aDeadNetworkIsQuantized() {
        Map<String, float[]> arrays = new HashMap<>();
        SyntheticWeights synthetic = new SyntheticWeights(TINY);
        synthetic.tensors().keySet().forEach(tensor -> arrays.put(tensor, new float[synthetic.floats(tensor).length]));
        arrays.get("fc.bias")[3] = 2;
        for (RangeMethod method : RangeMethod.values()) {
            Int8Network network = quantize(TINY, new ArrayWeights(arrays), method, 1).network();
            float[] logits = new float[5];
            new Int8Emulator(network, SIZE, 1).run(picture(0), logits);
            assertArrayEquals(new float[] {0, 0, 0, 2, 0}, logits, 1e-6f);
        }
    }

    /** Trained weights; the whole evaluation is in docs/QUANTIZATION.md. */
    @Test
    void trainedWeightsKeepTheirLabels() throws Exception {
        Architecture resnet18 = Architecture.named("resnet18").orElseThrow();
        List<String> all = PictureFiles.expand(List.of(TestData.eval("images").toString()));
        PictureReader reader = new PictureReader(Exif.APPLY, false, note -> {});
        List<float[]> pictures = IntStream.range(0, 20).mapToObj(i -> Preprocessor.STANDARD.input(reader.read(all.get(5 * i)))).toList();
        assertTrue(Files.isRegularFile(Path.of(all.getFirst())));
        try (WeightsFile weights = WeightsFiles.open(TestData.model("resnet18.safetensors"))) {
            FloatArithmetic floats = new FloatArithmetic(resnet18, 224, weights);
            Quantizer quantizer = new Quantizer(resnet18, weights, 224, 2, Progress.NONE);
            Quantizer.Result result =
                    quantizer.quantize(10, i -> Optional.of(pictures.get(i)), "pictures", RangeMethod.MSE, 64);
            Int8Emulator emulator = new Int8Emulator(result.network(), 224, 2);
            int same = 0;
            for (float[] picture : pictures) {
                float[] logits = new float[1000];
                emulator.run(picture, logits);
                float[] real = new Forward(resnet18, 224).logits(picture, floats);
                same += TopK.indices(logits, 1)[0] == TopK.indices(real, 1)[0] ? 1 : 0;
            }
            assertTrue(same >= 18, same + " of 20 pictures keep their label");
        }
    }
}
