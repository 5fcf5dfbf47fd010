package resnet50.core;

import java.util.List;

/**
 * The description of a tensor in a weights file, available before its data is read.
 *
 * @param dtype number format as spelled in the file, upper case. An unknown format is an error only when the tensor is
 *              read
 * @param shape outermost dimension first; empty for a scalar
 */
public record TensorInfo(String name, String dtype, List<Long> shape) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public long elements() {
        long product = 1;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }
}
