package resnet50.weights;

import java.util.List;
import resnet50.api.Printable;

/**
 * Where a tensor's elements lie in a file. Whoever makes one has checked that all of them lie inside.
 *
 * @param offset  bytes from the file's start to the first element
 * @param strides elements from one index to the next, for each dimension
 */
record StoredTensor(TensorInfo info, long offset, List<Long> strides) {
    /** More than any network has; keeps hostile files from costing much. */
    static final int MAX_DIMENSIONS = 32;

    StoredTensor {
        strides = List.copyOf(strides);
    }

    /** A tensor whose elements lie in C order without gaps. */
    static StoredTensor contiguous(TensorInfo info, long offset) {
        return new StoredTensor(info, offset, contiguousStrides(info.shape()));
    }

    /** Elements from the first to the last, with all that lies between them. */
    long extent() {
        return info.elements() == 0 ? 0 : 1 + lastElement(info.shape(), strides);
    }

    /**
     * How far the last element lies from the first.
     *
     * @param shape holds no 0
     * @param strides none is negative
     * @throws ArithmeticException if that is more than a long holds
     */
    static long lastElement(List<Long> shape, List<Long> strides) {
        long last = 0;
        for (int d = 0; d < shape.size(); d++) {
            last = Math.addExact(last, Math.multiplyExact(shape.get(d) - 1, strides.get(d)));
        }
        return last;
    }

    boolean isContiguous() {
        List<Long> shape = info.shape();
        List<Long> wanted = contiguousStrides(shape);
        for (int d = 0; d < shape.size(); d++) {
            // the stride of a dimension with one index is never used
            if (shape.get(d) != 1 && !strides.get(d).equals(wanted.get(d))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The product of a shape read from a file.
     *
     * @param name names the tensor in the message
     */
    static long elements(String name, List<Long> shape) {
        if (shape.size() > MAX_DIMENSIONS) {
            throw new Malformed("tensor " + Printable.quote(name) + " has " + shape.size() + " dimensions");
        }
        long product = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new Malformed("tensor " + Printable.quote(name) + " has a negative size in its shape " + shape);
            }
            try {
                product = Math.multiplyExact(product, size);
            } catch (ArithmeticException _) {
                throw new Malformed("tensor " + Printable.quote(name) + " has an impossible shape " + shape);
            }
        }
        return product;
    }

    private static List<Long> contiguousStrides(List<Long> shape) {
        Long[] strides = new Long[shape.size()];
        long step = 1;
        for (int d = shape.size() - 1; d >= 0; d--) {
            strides[d] = step;
            step *= shape.get(d);
        }
        return List.of(strides);
    }
}
