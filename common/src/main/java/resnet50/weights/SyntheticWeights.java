package resnet50.weights;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import resnet50.core.Architecture;
import resnet50.core.Parameter;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/**
 * Deterministic pseudorandom weights for timing and tests, equal on every machine. Each element is a hash of the
 * tensor's name and the element's index (FNV-1a, then splitmix64), scaled so that activations keep their magnitude from
 * layer to layer. Labels computed with these weights have no meaning.
 */
public final class SyntheticWeights implements WeightsFile {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final int CHANNELS = 3;
    private static final String INPUT = "input";

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, TensorInfo> infos = new LinkedHashMap<>();
    private final AtomicLong bytesRead = new AtomicLong();

    public SyntheticWeights(Architecture architecture) {
        for (Parameter p : architecture.parameters()) {
            parameters.put(p.name(), p);
            infos.put(p.name(), new TensorInfo(p.name(), DType.F32.name(), p.shape()));
        }
    }

    /**
     * Returns a pseudorandom input for these weights.
     *
     * @return [size][size][3]; as a tensor named {@code input} of shape 1×3×size×size, each element is 2u−1
     */
    public static float[] input(int size) {
        long hash = hash(INPUT);
        float[] input = new float[size * size * CHANNELS];
        int element = 0;
        for (int c = 0; c < CHANNELS; c++) {
            for (int pixel = 0; pixel < size * size; pixel++) {
                input[pixel * CHANNELS + c] = (float) (2 * uniform(hash, element++) - 1);
            }
        }
        return input;
    }

    @Override
    public String source() {
        return WeightsLocator.SYNTHETIC;
    }

    @Override
    public String format() {
        return WeightsLocator.SYNTHETIC;
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(infos);
    }

    @Override
    public float[] floats(String name) {
        return floats(name, 0, Math.toIntExact(parameter(name).elements()), null);
    }

    @Override
    public float[] floats(String name, int first, int count, float[] spare) {
        Parameter p = parameter(name);
        Objects.checkFromIndexSize(first, count, p.elements());
        double bound = switch (p.kind()) {
            case CONV_WEIGHT -> Math.sqrt(6.0 / p.fanIn());
            case FC_WEIGHT -> Math.sqrt(3.0 / p.fanIn());
            default -> 0;
        };
        long hash = hash(name);
        float[] floats = spare != null && spare.length >= count ? spare : new float[count];
        for (int i = 0; i < count; i++) {
            double u = uniform(hash, first + i);
            floats[i] = (float) switch (p.kind()) {
                case CONV_WEIGHT, FC_WEIGHT -> (2 * u - 1) * bound;
                case FC_BIAS -> (u - 0.5) / 10;
                case BN_WEIGHT -> 0.25 + u / 2;
                case BN_BIAS, BN_RUNNING_MEAN -> (u - 0.5) / 5;
                case BN_RUNNING_VAR -> 0.5 + u;
            };
        }
        bytesRead.addAndGet((long) count * Float.BYTES);
        return floats;
    }

    private Parameter parameter(String name) {
        Parameter p = parameters.get(name);
        if (p == null) {
            throw UserException.badData(source() + ": has no tensor " + Printable.quote(name)
                    + "; list its tensors with: weights show");
        }
        return p;
    }

    /** Counts the bytes of the generated elements, as if they were read from a file. */
    @Override
    public long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public void close() {}

    private static long hash(String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ Byte.toUnsignedLong(b)) * FNV_PRIME;
        }
        return hash;
    }

    /** Returns a number in [0, 1), a multiple of 2⁻²⁴. */
    private static double uniform(long hash, int element) {
        long z = hash + (element + 1L) * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 40) * 0x1p-24;
    }
}
