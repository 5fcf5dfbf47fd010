package resnet50.core;

import java.util.List;

/**
 * What a weights file says of a tensor, before any of its data is read.
 *
 * @param dtype the number format as the file spells it, upper case: a name that the weights readers know, or another, which is refused when the tensor is read
 * @param shape outermost dimension first; empty for a scalar
 */
public record TensorInfo(String name, String dtype, List<Long> shape) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** The number of elements. */
    public long elements() {
        long product = 1;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }
}
