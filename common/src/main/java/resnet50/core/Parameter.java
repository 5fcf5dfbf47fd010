package resnet50.core;

import java.util.List;

/**
 * A tensor that a network requires of its weights file.
 *
 * @param shape as stored by PyTorch: conv weights [outC][inC/groups][kernel][kernel], fc weight [classes][features],
 *              all others [channels]
 */
public record Parameter(String name, Kind kind, List<Long> shape) {
    /** Role of a tensor in the network. */
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

    /** Number of elements. */
    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Number of inputs of one output; 1 for vectors. */
    public long fanIn() {
        return shape.stream().skip(1).reduce(1L, Math::multiplyExact);
    }
}
