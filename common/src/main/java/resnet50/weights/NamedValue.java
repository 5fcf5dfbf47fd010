package resnet50.weights;

import java.util.List;

/**
 * A tensor, or an object in its place, in the structure that a file holds.
 *
 * @param path  keys of the dicts around the tensor's own dict, each followed by a dot; empty for a flat file
 * @param name  key in its own dict
 * @param shape null for an object of an unknown kind
 * @param <T>   the tensor as the format's reader knows it
 */
record NamedValue<T>(String path, String name, List<Long> shape, T value) {
    String fullName() {
        return path + name;
    }

    boolean isTensor() {
        return shape != null;
    }

    /** Returns whether the value has at most one element: a counter, or the scale of a quantization. */
    boolean isScalar() {
        return isTensor() && shape.stream().allMatch(size -> size == 1);
    }
}
