package resnet50.weights;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The values that the pickle machine knows. A list or dict may hold itself, so nothing walks one deeper than a level or two. */
sealed interface Pickled
        permits AllowedGlobal,
                Pickled.Atom,
                Pickled.Int,
                Pickled.BigInt,
                Pickled.Real,
                Pickled.Text,
                Pickled.Tuple,
                Pickled.Sequence,
                Pickled.Dict,
                Pickled.Storage,
                Pickled.Tensor {
    /** Python's singletons. */
    enum Atom implements Pickled {
        NONE,
        TRUE,
        FALSE
    }

    record Int(long value) implements Pickled {}

    /** An integer that does not fit 64 bits: the magic number of torch's legacy files is one. */
    record BigInt(BigInteger value) implements Pickled {}

    record Real(double value) implements Pickled {}

    record Text(String value) implements Pickled {}

    record Tuple(List<Pickled> items) implements Pickled {
        public Tuple {
            items = List.copyOf(items);
        }
    }

    /** Grows while the pickle is read. */
    record Sequence(List<Pickled> items) implements Pickled {}

    /**
     * Grows while the pickle is read.
     *
     * @param entries keys are {@link String} or {@link Long}
     * @param ordered whether it is a {@code collections.OrderedDict}
     */
    record Dict(Map<Object, Pickled> entries, boolean ordered) implements Pickled {}

    /** A run of numbers in the file; tensors are views of one. */
    record Storage(String key, DType dtype, long elements) implements Pickled {}

    /**
     * @param offset  elements from the storage's start
     * @param strides elements, one for each dimension
     */
    record Tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) implements Pickled {
        public Tensor {
            shape = List.copyOf(shape);
            strides = List.copyOf(strides);
        }
    }
}
