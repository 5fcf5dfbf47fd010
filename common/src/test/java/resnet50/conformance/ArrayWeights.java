package resnet50.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.TensorInfo;
import resnet50.core.WeightsFile;

/** Weights from arrays, for tests of single operators. */
public record ArrayWeights(Map<String, float[]> arrays) implements WeightsFile {
    @Override
    public String source() {
        return "arrays";
    }

    @Override
    public String format() {
        return "arrays";
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        arrays.forEach((name, array) -> tensors.put(name, new TensorInfo(name, "F32", List.of((long) array.length))));
        return tensors;
    }

    @Override
    public float[] floats(String name) {
        return arrays.get(name).clone();
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() {}
}
