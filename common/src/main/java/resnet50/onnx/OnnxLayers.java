package resnet50.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import resnet50.core.Printable;

/** The parameters of a graph's layers. Checks the operators' attributes. */
final class OnnxLayers {
    /** PyTorch's batch norm adds it to the variance, and so do the stages. */
    private static final float EPSILON = 1e-5f;
    private static final float EPSILON_TOLERANCE = 1e-8f;
    /** Exceeds every network's channels and classes. */
    private static final long MAX_SIZE = 1_000_000;
    private static final String NO_PADDING_RULE = "NOTSET";

    /**
     * A convolution with its batch norm.
     *
     * @param norm null if it is folded into the convolution
     */
    record Layer(OnnxNode conv, OnnxNode norm, OnnxTensor weight, int stride, int groups) {
        /** @throws OnnxException if the convolution differs from these, or is not padded by half its kernel */
        void require(int kernel, int wantedStride, int wantedGroups) {
            List<Long> shape = weight.shape();
            boolean padded = conv.uniform("pads", 0) == kernel / 2 || isPaddedByRule(kernel);
            if (shape.get(2) != kernel || shape.get(3) != kernel || stride != wantedStride || groups != wantedGroups || !padded
                    || conv.uniform("dilations", 1) != 1 || conv.uniform("kernel_shape", kernel) != kernel) {
                throw OnnxException.other(String.format(
                        Locale.ROOT, "is no ResNet: %s is not a %dx%d convolution of stride %d with padding %d", conv.shown(), kernel, kernel,
                        wantedStride, kernel / 2));
            }
        }

        /** The rules SAME_UPPER and SAME_LOWER pad by half the kernel if the stride or the kernel is 1. */
        private boolean isPaddedByRule(int kernel) {
            return (stride == 1 || kernel == 1) && conv.texts().getOrDefault("auto_pad", "").startsWith("SAME");
        }
    }

    private final OnnxModel model;
    private final List<OnnxParameter> parameters = new ArrayList<>();

    OnnxLayers(OnnxModel model) {
        this.model = model;
    }

    /** In torchvision's names, in the order of {@link #add}. */
    List<OnnxParameter> parameters() {
        return List.copyOf(parameters);
    }

    /** @param norm null if it is folded into the convolution */
    Layer layer(OnnxNode conv, OnnxNode norm) {
        OnnxTensor weight = constant(conv, 1);
        if (weight.shape().size() != 4) {
            throw OnnxException.other("is no ResNet: the weight of " + conv.shown() + " has shape " + weight.shape());
        }
        requireElements(conv, weight);
        String rule = conv.texts().getOrDefault("auto_pad", NO_PADDING_RULE);
        if (!Set.of(NO_PADDING_RULE, "", "SAME_UPPER", "SAME_LOWER", "VALID").contains(rule)) {
            throw OnnxException.broken("the padding rule " + Printable.quote(rule) + " of " + conv.shown());
        }
        if (norm != null) {
            requireNorm(norm);
            if (!conv.input(2).isEmpty()) {
                throw OnnxException.other("has a bias before batch norm, at " + conv.shown());
            }
        }
        return new Layer(conv, norm, weight, (int) conv.uniform("strides", 1), (int) conv.integer("group", 1));
    }

    /** Parameters that are not in the file take their length from the weight's shape, which the file's size may not bound. */
    private static void requireElements(OnnxNode layer, OnnxTensor weight) {
        if (weight.shape().stream().anyMatch(size -> size < 1 || size > MAX_SIZE)) {
            throw OnnxException.broken("the weight of " + layer.shown() + " has shape " + weight.shape());
        }
    }

    private static void requireNorm(OnnxNode norm) {
        float epsilon = norm.number("epsilon", EPSILON);
        if (!(Math.abs(epsilon - EPSILON) <= EPSILON_TOLERANCE)) {
            throw OnnxException.other("has batch norm with epsilon " + epsilon + " instead of " + EPSILON + ", at " + norm.shown());
        }
        if (norm.integer("training_mode", 0) != 0) {
            throw OnnxException.other("was exported for training, at " + norm.shown());
        }
    }

    /** Adds the parameters of a convolution and its batch norm under their names. */
    void add(String convName, String normName, Layer layer) {
        parameters.add(stored(convName + ".weight", layer.weight));
        if (layer.norm != null) {
            parameters.add(stored(normName + ".weight", constant(layer.norm, 1)));
            parameters.add(stored(normName + ".bias", constant(layer.norm, 2)));
            parameters.add(stored(normName + ".running_mean", constant(layer.norm, 3)));
            parameters.add(stored(normName + ".running_var", constant(layer.norm, 4)));
            return;
        }
        List<Long> shape = List.of(layer.weight.shape().getFirst());
        parameters.add(new OnnxParameter.Constant(normName + ".weight", shape, 1));
        parameters.add(layer.conv.input(2).isEmpty()
                ? new OnnxParameter.Constant(normName + ".bias", shape, 0)
                : stored(normName + ".bias", constant(layer.conv, 2)));
        parameters.add(new OnnxParameter.Constant(normName + ".running_mean", shape, 0));
        parameters.add(new OnnxParameter.Constant(normName + ".running_var", shape, 1 - EPSILON)); // scales by 1
    }

    /**
     * Adds the parameters of the fully connected layer.
     *
     * @param fc   Gemm, MatMul or a 1×1 convolution
     * @param bias the addition after a MatMul; null if there is none
     */
    void addClassifier(OnnxNode fc, OnnxNode bias) {
        boolean plain = fc.number("alpha", 1) == 1 && fc.number("beta", 1) == 1 && fc.integer("transA", 0) == 0
                && fc.uniform("strides", 1) == 1 && fc.uniform("pads", 0) == 0 && fc.integer("group", 1) == 1;
        OnnxTensor weight = constant(fc, 1);
        List<Long> shape = weight.shape();
        boolean kernel = fc.is("Conv") && shape.size() == 4 && shape.get(2) == 1 && shape.get(3) == 1;
        if (!plain || (shape.size() != 2 && !kernel)) {
            throw OnnxException.other("has another classifier than ResNet's at " + fc.shown());
        }
        requireElements(fc, weight);
        boolean transposed = fc.is("MatMul") || (fc.is("Gemm") && fc.integer("transB", 0) == 0);
        List<Long> wanted = transposed ? List.of(shape.get(1), shape.get(0)) : shape.subList(0, 2);
        parameters.add(new OnnxParameter.Stored("fc.weight", weight, wanted, transposed));
        if (bias != null) {
            int index = model.constants().containsKey(bias.input(0)) ? 0 : 1;
            parameters.add(stored("fc.bias", constant(bias, index)));
        } else if (fc.input(2).isEmpty()) {
            parameters.add(new OnnxParameter.Constant("fc.bias", List.of(wanted.getFirst()), 0));
        } else {
            parameters.add(stored("fc.bias", constant(fc, 2)));
        }
    }

    private static OnnxParameter stored(String name, OnnxTensor tensor) {
        return new OnnxParameter.Stored(name, tensor, tensor.shape(), false);
    }

    private OnnxTensor constant(OnnxNode node, int input) {
        OnnxTensor tensor = model.constants().get(node.input(input));
        if (tensor == null) {
            throw OnnxException.other("computes the weights of " + node.shown());
        }
        return tensor;
    }
}
