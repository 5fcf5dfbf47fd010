package resnet50.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.Architecture;
import resnet50.core.Int8Network;
import resnet50.core.Int8Target;
import resnet50.core.Progress;
import resnet50.quantize.Int8Emulator;
import resnet50.quantize.Quantizer;
import resnet50.quantize.RangeMethod;
import resnet50.weights.SyntheticWeights;

/** Tests that ONNX Runtime computes an exported model in integers from end to end, with the logits of the emulator. */
class Int8OnnxRuntimeTest {
    private static final int SIZE = 64;
    private static final int PICTURES = 8;

    /** Operators that compute in floats; each would be an unfused part of the graph. */
    private static final Set<String> FLOAT_OPERATORS =
            Set.of("Conv", "FusedConv", "NhwcFusedConv", "Add", "Relu", "Gemm", "FusedGemm", "MatMul", "GlobalAveragePool");

    @TempDir
    private Path folder;

    private static float[] picture(int index) {
        Random random = new Random(index);
        float[] picture = new float[SIZE * SIZE * 3];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (float) (Math.sin(i * 0.01 * (index + 1)) + 0.5 * random.nextGaussian());
        }
        return picture;
    }

    /** Runs a model; writes the graph that the runtime optimized for this machine. */
    private static float[][] run(Path model, Path optimized) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setOptimizedModelFilePath(optimized.toString());
            options.setIntraOpNumThreads(1);
            float[][] logits = new float[PICTURES][];
            try (OrtSession session = environment.createSession(model.toString(), options)) {
                for (int i = 0; i < PICTURES; i++) {
                    logits[i] = run(environment, session, picture(i));
                }
            }
            return logits;
        }
    }

    private static float[] run(OrtEnvironment environment, OrtSession session, float[] picture) throws OrtException {
        FloatBuffer planes = FloatBuffer.allocate(picture.length);
        for (int c = 0; c < 3; c++) {
            for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
                planes.put(picture[3 * pixel + c]);
            }
        }
        long[] shape = {1, 3, SIZE, SIZE};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, planes.flip(), shape);
                OrtSession.Result result = session.run(Map.of("input", input))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }

    private static Map<String, Integer> operators(Path model) throws IOException {
        Map<String, Integer> operators = new TreeMap<>();
        ParsedMessage.of(Files.readAllBytes(model)).message(Onnx.Model.GRAPH).messages(Onnx.Graph.NODE)
                .forEach(node -> operators.merge(node.text(Onnx.Node.OP_TYPE), 1, Integer::sum));
        return operators;
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18, 127, QDQ, ANY", "resnet18, 127, QDQ, VNNI", "resnet18, 64, QDQ, ANY", "resnet18, 64, QOPERATOR, ANY",
        "resnet18, 127, QOPERATOR, ANY", "resnet50, 64, QDQ, ANY", "resnet50, 127, QOPERATOR, VNNI", "resnext50_32x4d, 64, QDQ, ANY"
    })
    void allIsComputedInIntegers(String name, int maxWeight, Int8Form form, Int8Target target) throws OrtException, IOException {
        Architecture architecture = Architecture.named(name).orElseThrow().withClasses(10);
        Int8Network network = new Quantizer(architecture, new SyntheticWeights(architecture), SIZE, 1, Progress.NONE)
                .quantize(PICTURES, i -> Optional.of(picture(i)), "pictures", RangeMethod.MINMAX, maxWeight)
                .network();
        Path model = folder.resolve("int8.onnx");
        new OnnxExport().write(network, "synthetic", form, target, SIZE, model, true, Progress.NONE);
        Path optimized = folder.resolve("optimized.onnx");
        float[][] logits = run(model, optimized);

        Map<String, Integer> operators = operators(optimized);
        Set<String> floats = new TreeSet<>(operators.keySet());
        floats.retainAll(FLOAT_OPERATORS);
        assertEquals(Set.of(), floats, operators.toString());
        assertEquals(1, operators.get("QuantizeLinear"), operators.toString());
        boolean exact = target == Int8Target.ANY || maxWeight <= Int8Target.ANY.maxWeight();
        if (exact) { // a processor without 8-bit dot products saturates otherwise
            assertNear(logits, network);
        }
    }

    /** The runtime's adds are a step off in a few cases of a thousand; a layer further on it is noise of some 40 decibels. */
    private static void assertNear(float[][] logits, Int8Network network) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < PICTURES; i++) {
            float[] expected = new float[network.architecture().classes()];
            new Int8Emulator(network, SIZE, 1).run(picture(i), expected);
            for (int c = 0; c < expected.length; c++) {
                signal += (double) expected[c] * expected[c];
                noise += Math.pow(logits[i][c] - expected[c], 2);
            }
        }
        assertTrue(noise < 1e-3 * signal, "noise " + noise + ", signal " + signal);
    }
}
