package resnet50.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.Architecture;
import resnet50.core.TensorInfo;
import resnet50.core.WeightsFile;

/** A modifiable table of tensors without data. */
final class FakeWeights implements WeightsFile {
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    static FakeWeights of(String architecture) {
        FakeWeights weights = new FakeWeights();
        Architecture.named(architecture).orElseThrow().parameters()
                .forEach(p -> weights.put(p.name(), "F32", p.shape().toArray(Long[]::new)));
        return weights;
    }

    FakeWeights put(String name, String dtype, Long... shape) {
        tensors.put(name, new TensorInfo(name, dtype, List.of(shape)));
        return this;
    }

    FakeWeights remove(String prefix) {
        tensors.keySet().removeIf(name -> name.startsWith(prefix));
        return this;
    }

    @Override
    public String source() {
        return "fake.pth";
    }

    @Override
    public String format() {
        return "fake";
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public float[] floats(String name) {
        throw new AssertionError("unexpected read of a tensor");
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() {}
}
