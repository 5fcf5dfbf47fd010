package resnet50.weights;

import java.util.List;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;

/**
 * A tensor whose elements are stored individually. The parser has checked that all of them are inside the file.
 *
 * @param file    file that holds the elements
 * @param offset  position of the first element in {@code file}, in bytes
 * @param strides distance between consecutive indices of each dimension, in elements
 */
record StoredTensor(TensorInfo info, FileBytes file, long offset, List<Long> strides) implements TensorData {
    /** Exceeds every network; bounds the cost of hostile files. */
    static final int MAX_DIMENSIONS = 32;

    StoredTensor {
        strides = List.copyOf(strides);
    }

    /** Returns a tensor whose elements are contiguous and in C order. */
    static StoredTensor contiguous(TensorInfo info, FileBytes file, long offset) {
        return new StoredTensor(info, file, offset, contiguousStrides(info.shape()));
    }

    /**
     * Returns the tensor without the last two dimensions if both have size 1: a 1×1 convolution as a matrix. Otherwise
     * returns the tensor itself.
     *
     * @param name name of the result
     */
    StoredTensor withoutKernel(String name) {
        int dimensions = strides.size() - 2;
        if (info.shape().get(dimensions) != 1 || info.shape().get(dimensions + 1) != 1) {
            return this;
        }
        TensorInfo flat = new TensorInfo(name, info.dtype(), info.shape().subList(0, dimensions));
        return new StoredTensor(flat, file, offset, strides.subList(0, dimensions));
    }

    /**
     * A part of the file, in elements from the tensor's first element.
     *
     * @param end exclusive
     */
    record Span(long begin, long end) {}

    /**
     * Returns the part of the file that contains a range of elements.
     *
     * @param first index of the first element in C order
     * @param count number of elements, at least 1
     */
    Span span(int first, int count) {
        if (strides.isEmpty()) {
            return new Span(0, 1); // a scalar
        }
        List<Long> shape = info.shape();
        long inner = info.elements() / shape.getFirst(); // elements per index of the outermost dimension
        long begin = first / inner * strides.getFirst();
        long lastRow = (first + count - 1L) / inner * strides.getFirst();
        return new Span(begin, lastRow + lastElement(shape.subList(1, shape.size()), strides.subList(1, shape.size())) + 1);
    }

    /**
     * Returns the distance between the first and the last element, in elements.
     *
     * @param shape   sizes, none 0
     * @param strides strides, none negative
     * @throws ArithmeticException if the distance exceeds a long
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
            // the stride of a dimension of size 1 is never used
            if (shape.get(d) != 1 && !strides.get(d).equals(wanted.get(d))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the product of a shape that was read from a file.
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
