package resnet50.onnx;

import java.util.List;

/** A parameter of a network, found in a graph, under torchvision's name. */
public sealed interface OnnxParameter {
    /** torchvision's name. */
    String name();

    /** torchvision's shape. */
    List<Long> shape();

    /**
     * A parameter that is a constant of the graph.
     *
     * @param transposed whether the two dimensions of the constant are in the other order
     */
    record Stored(String name, OnnxTensor tensor, List<Long> shape, boolean transposed) implements OnnxParameter {
        public Stored {
            shape = List.copyOf(shape);
        }
    }

    /**
     * A parameter of which all elements have one value. Batch norm that is folded into its convolution has such
     * parameters.
     */
    record Constant(String name, List<Long> shape, float value) implements OnnxParameter {
        public Constant {
            shape = List.copyOf(shape);
        }
    }
}
