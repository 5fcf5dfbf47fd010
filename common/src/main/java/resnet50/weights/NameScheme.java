package resnet50.weights;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A naming of a ResNet's tensors. Each scheme maps the names of the trunk, which is everything but the classifier, to
 * torchvision's. {@link NetworkNames} finds the prefix in front of the names and the classifier.
 */
enum NameScheme {
    /**
     * torchvision's quantization-aware copies, with batch norm inside the convolution. Tested before torchvision's
     * scheme, because these networks have its names too.
     */
    QUANTIZATION_AWARE("torchvision's quantization-aware", "conv1.bn.running_mean", "layer1.0.conv1.bn.running_mean"),
    /** torchvision's, timm's and mmpretrain's names. */
    TORCHVISION("torchvision's", "conv1.weight", "layer1.0.conv1.weight"),
    /** ResNetModel and ResNetForImageClassification of Hugging Face's transformers. */
    HUGGING_FACE("Hugging Face's", "embedder.embedder.convolution.weight", "encoder.stages.0.layers.0.layer.0.convolution.weight"),
    /** Children of torchvision's ResNet in an nn.Sequential, by position. */
    SEQUENTIAL("nn.Sequential's", "0.weight", "4.0.conv1.weight");

    private final String owner;
    private final String stem;
    private final String block;

    /**
     * @param owner owner of the naming, for messages
     * @param stem  name of a tensor in the first convolution; the text in front of it is the prefix
     * @param block name of a tensor in the first block
     */
    NameScheme(String owner, String stem, String block) {
        this.owner = owner;
        this.stem = stem;
        this.block = block;
    }

    String owner() {
        return owner;
    }

    String stem() {
        return stem;
    }

    String block() {
        return block;
    }

    /**
     * Returns torchvision's name of a tensor of the trunk.
     *
     * @param name name without the prefix
     * @return null if the tensor is not in the trunk; a name that torchvision does not use if its module is in the
     *         trunk but the tensor is not ResNet's
     */
    String torchvision(String name) {
        return switch (this) {
            case TORCHVISION -> isTrunk(name) ? name : null;
            case QUANTIZATION_AWARE -> isTrunk(name) ? Lazy.withoutQuantization(name) : null;
            case HUGGING_FACE -> Lazy.fromHuggingFace(name);
            case SEQUENTIAL -> Lazy.fromSequential(name);
        };
    }

    /**
     * Returns whether the tensor is an observer of activations or weights, which quantization-aware training adds to
     * every module.
     */
    static boolean isObserver(String name) {
        return name.contains("fake_quant") || name.contains("activation_post_process");
    }

    private static boolean isTrunk(String name) {
        return name.startsWith("layer") || name.startsWith("conv1.") || name.startsWith("bn1.");
    }

    /** Renames by regular expressions. A separate class, so that torchvision's names do not load them. */
    private static final class Lazy {
        private static final Pattern QUANTIZED_NORM = Pattern.compile("(?:(.*\\.)?conv(\\d)|(.*\\.)downsample\\.0)\\.bn\\.(\\w+)");
        private static final Pattern STEM = Pattern.compile("embedder\\.embedder\\.(convolution|normalization)\\.(\\w+)");
        private static final Pattern LAYER = Pattern.compile(
                "encoder\\.stages\\.(\\d)\\.layers\\.(\\d+)\\.layer\\.(\\d)\\.(convolution|normalization)\\.(\\w+)");
        private static final Pattern SHORTCUT = Pattern.compile(
                "encoder\\.stages\\.(\\d)\\.layers\\.(\\d+)\\.shortcut\\.(convolution|normalization)\\.(\\w+)");
        private static final Pattern CHILD = Pattern.compile("([014567])\\.(.+)");

        private static String withoutQuantization(String name) {
            Matcher norm = QUANTIZED_NORM.matcher(name);
            if (!norm.matches()) {
                return name;
            }
            return norm.group(3) != null
                    ? norm.group(3) + "downsample.1." + norm.group(4)
                    : (norm.group(1) == null ? "" : norm.group(1)) + "bn" + norm.group(2) + "." + norm.group(4);
        }

        private static String fromHuggingFace(String name) {
            Matcher stem = STEM.matcher(name);
            if (stem.matches()) {
                return (isConvolution(stem.group(1)) ? "conv1." : "bn1.") + stem.group(2);
            }
            Matcher layer = LAYER.matcher(name);
            if (layer.matches()) {
                return block(layer) + (isConvolution(layer.group(4)) ? "conv" : "bn") + next(layer.group(3)) + "." + layer.group(5);
            }
            Matcher shortcut = SHORTCUT.matcher(name);
            if (shortcut.matches()) {
                return block(shortcut) + (isConvolution(shortcut.group(3)) ? "downsample.0." : "downsample.1.") + shortcut.group(4);
            }
            return name.startsWith("encoder.") || name.startsWith("embedder.") ? name : null;
        }

        private static boolean isConvolution(String word) {
            return word.equals("convolution");
        }

        private static String block(Matcher numbers) {
            return "layer" + next(numbers.group(1)) + "." + numbers.group(2) + ".";
        }

        /** Hugging Face counts from 0, torchvision from 1. */
        private static int next(String digit) {
            return Integer.parseInt(digit) + 1;
        }

        private static String fromSequential(String name) {
            Matcher child = CHILD.matcher(name);
            if (!child.matches()) {
                return null;
            }
            String module = switch (child.group(1)) {
                case "0" -> "conv1";
                case "1" -> "bn1";
                default -> "layer" + (Integer.parseInt(child.group(1)) - 3);
            };
            return module + "." + child.group(2);
        }
    }
}
