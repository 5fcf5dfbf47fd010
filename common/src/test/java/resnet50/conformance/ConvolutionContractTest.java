package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.ConvolutionRun;
import resnet50.core.EngineOptions;
import resnet50.stage.Engines;

/**
 * A single convolution, as run by benchmarks, equals that layer of the network: its shape, its weights, and a batch
 * norm that changes nothing.
 */
class ConvolutionContractTest {
    /** PyTorch's epsilon; the variance plus epsilon is 1. */
    private static final float EPSILON = 1e-5f;

    @ParameterizedTest
    @CsvSource({
        "conv1, bn1, 3, 15, 16, 7, 2, 3, 1",
        "layer1.0.conv2, layer1.0.bn2, 32, 7, 48, 3, 1, 1, 1",
        "layer2.0.downsample.0, layer2.0.downsample.1, 64, 8, 32, 1, 2, 0, 1",
        "layer3.1.conv2, layer3.1.bn2, 64, 7, 64, 3, 2, 1, 16"
    })
    void aSingleConvolutionEqualsTheReference(
            String name, String norm, int inC, int size, int outC, int kernel, int stride, int pad, int groups) {
        ConvShape shape = new ConvShape(inC, size, size, outC, kernel, stride, pad, groups);
        Random random = new Random(50);
        float[] input = numbers(random, size * size * inC);
        int terms = shape.groupInC() * kernel * kernel;
        float[] weight = numbers(random, outC * terms);
        ArrayWeights weights = new ArrayWeights(Map.of(
                name + ".weight", weight,
                norm + ".weight", filled(outC, 1),
                norm + ".bias", filled(outC, 0),
                norm + ".running_mean", filled(outC, 0),
                norm + ".running_var", filled(outC, 1 - EPSILON)));
        double[] expected = ReferenceOperators.conv2d(shape, Closeness.widen(input), weight);
        List<float[]> results = new ArrayList<>();
        EngineOptions options = EngineOptions.of(32).withListener((layer, data, offset, height, width, channels) ->
                results.add(Arrays.copyOfRange(data, offset, offset + height * width * channels)));
        try (ConvolutionRun convolution =
                Engines.provider().convolution(new Convolution(name, shape), input, weights, options)) {
            convolution.run();
            convolution.run();
        }
        assertEquals(2, results.size());
        for (float[] result : results) {
            Closeness.assertClose(result, expected, 16 * Closeness.sumTolerance(terms, Math.sqrt(terms)), shape.toString());
        }
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }

    private static float[] filled(int count, float value) {
        float[] numbers = new float[count];
        Arrays.fill(numbers, value);
        return numbers;
    }
}
