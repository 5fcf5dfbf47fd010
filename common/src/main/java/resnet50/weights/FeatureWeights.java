package resnet50.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import resnet50.core.TensorInfo;
import resnet50.core.WeightsFile;

/**
 * Weights whose last layer is the identity matrix, so that a network's outputs are the features in front of that layer.
 * The products are exact: each feature is multiplied by 1, all others by 0. Engines therefore need no code for
 * features.
 */
public final class FeatureWeights implements WeightsFile {
    private static final String WEIGHT = "fc.weight";
    private static final String BIAS = "fc.bias";

    private final WeightsFile file;
    private final int features;
    private final Map<String, TensorInfo> tensors;

    private FeatureWeights(WeightsFile file, int features) {
        this.file = file;
        this.features = features;
        this.tensors = new LinkedHashMap<>(file.tensors());
        tensors.put(WEIGHT, new TensorInfo(WEIGHT, "F32", List.of((long) features, (long) features)));
        tensors.put(BIAS, new TensorInfo(BIAS, "F32", List.of((long) features)));
    }

    /** Returns weights of the same network with one class per feature. Closing them closes the given weights. */
    public static OpenedWeights of(OpenedWeights opened) {
        int features = opened.architecture().features();
        return new OpenedWeights(
                new FeatureWeights(opened.file(), features),
                opened.architecture().withClasses(features),
                opened.description(),
                Optional.empty(),
                opened.config());
    }

    @Override
    public String source() {
        return file.source();
    }

    @Override
    public String format() {
        return file.format();
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Map.copyOf(tensors);
    }

    @Override
    public float[] floats(String name) {
        return switch (name) {
            case WEIGHT -> identity(0, Math.multiplyExact(features, features));
            case BIAS -> new float[features];
            default -> file.floats(name);
        };
    }

    @Override
    public float[] floats(String name, int first, int count, float[] spare) {
        return switch (name) {
            case WEIGHT -> identity(first, count);
            case BIAS -> new float[count];
            default -> file.floats(name, first, count, spare);
        };
    }

    /** Returns elements of the identity matrix in C order. */
    private float[] identity(int first, int count) {
        float[] part = new float[count];
        int step = features + 1; // distance of two diagonal elements
        for (int i = Math.ceilDiv(first, step) * step; i < first + count; i += step) {
            part[i - first] = 1;
        }
        return part;
    }

    @Override
    public long bytesRead() {
        return file.bytesRead();
    }

    @Override
    public void close() {
        file.close();
    }
}
