package resnet50.weights;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The values of the pickle machine. A list or dict may contain itself; {@link StateDict} visits each once. */
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
                Pickled.Tensor,
                Pickled.Opaque {
    /**
     * An object of a class or function that is not in {@link AllowedGlobal}, or that class or function itself. It has
     * no content: its arguments, state and items are dropped, and nothing is called.
     *
     * @param name printable name: {@code argparse.Namespace}
     */
    record Opaque(String name) implements Pickled {}

    /** Python's singletons. */
    enum Atom implements Pickled {
        NONE,
        TRUE,
        FALSE
    }

    record Int(long value) implements Pickled {}

    /** An integer that does not fit into 64 bits, such as the magic number of torch's legacy files. */
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

    /** A sequence of numbers in the file. Tensors are views of storages. */
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
