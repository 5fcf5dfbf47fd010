package resnet50.core;

import java.util.List;

/**
 * A tensor that a network wants from its weights file.
 *
 * @param shape as PyTorch stores it: conv weights [outC][inC/groups][kernel][kernel], fc weight [classes][features], the rest [channels]
 */
public record Parameter(String name, Kind kind, List<Long> shape) {
    /** What the tensor is for. */
    public enum Kind {
        CONV_WEIGHT,
        BN_WEIGHT,
        BN_BIAS,
        BN_RUNNING_MEAN,
        BN_RUNNING_VAR,
        FC_WEIGHT,
        FC_BIAS
    }

    public Parameter {
        shape = List.copyOf(shape);
    }

    /** The number of elements. */
    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** How many inputs one output is computed from; 1 for vectors. */
    public long fanIn() {
        return shape.stream().skip(1).reduce(1L, Math::multiplyExact);
    }
}
