package resnet50.weights;

import java.util.List;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;

/**
 * A tensor whose elements are stored one by one. The parser has checked that all of them are inside the file.
 *
 * @param file    holds the elements
 * @param offset  position of the first element in {@code file}, in bytes
 * @param strides elements from one index to the next, for each dimension
 */
record StoredTensor(TensorInfo info, FileBytes file, long offset, List<Long> strides) implements TensorData {
    /** Larger than in any network; bounds the cost of hostile files. */
    static final int MAX_DIMENSIONS = 32;

    StoredTensor {
        strides = List.copyOf(strides);
    }

    /** A tensor whose elements are in C order without gaps. */
    static StoredTensor contiguous(TensorInfo info, FileBytes file, long offset) {
        return new StoredTensor(info, file, offset, contiguousStrides(info.shape()));
    }

    /**
     * The same elements without the last two dimensions, which must have one index each: a 1×1 convolution as a matrix. The tensor
     * itself if they have more.
     *
     * @param name of the result
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
     * A part of the file, counted in elements from the tensor's first element.
     *
     * @param end exclusive
     */
    record Span(long begin, long end) {}

    /**
     * The part of the file that spans some of the elements.
     *
     * @param first in C order
     * @param count at least 1
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
     * The distance of the last element from the first, in elements.
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
