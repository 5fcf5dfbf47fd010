package resnet50.weights;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Networks outside the family, recognized by the names of their tensors, for messages. */
final class OtherNetworks {
    /** A network and a pattern that one of its tensors' names contains. */
    private record Signature(String network, Pattern name) {
        Signature(String network, String name) {
            this(network, Pattern.compile(name));
        }
    }

    private static final List<Signature> SIGNATURES = List.of(
            new Signature("a Faster R-CNN or another detector", "(^|\\.)(rpn|roi_heads)\\."),
            new Signature("a DeepLab or FCN segmentation network", "(^|\\.)(aux_)?classifier\\.\\d+\\.convs\\."),
            new Signature("a CLIP ResNet with attention pooling", "(^|\\.)attnpool\\."),
            new Signature("a squeeze-and-excitation ResNet", "(^|\\.)layer\\d\\.\\d+\\.se(_module)?\\."),
            new Signature("a ResNeSt", "(^|\\.)layer\\d\\.\\d+\\.conv2\\.(fc1|radix)"),
            new Signature("a ResNet-D or ResNet with a deep stem", "(^|\\.)conv1\\.0\\.weight$"),
            new Signature("a RegNet", "(^|\\.)trunk_output\\."),
            new Signature("a Swin transformer", "relative_position_bias_table"),
            new Signature("a vision transformer", "(^|\\.)(cls_token|class_token|patch_embed(dings)?\\.|conv_proj\\.)"),
            new Signature("a ConvNeXt", "(^|\\.)(stages\\.\\d\\.blocks\\.\\d+\\.conv_dw|features\\.\\d\\.\\d+\\.layer_scale)"),
            new Signature("an EfficientNet or MobileNet", "(^|\\.)(conv_stem|_conv_stem|features\\.\\d+\\.conv|features\\.\\d+\\.\\d+\\.block)\\."),
            new Signature("a DenseNet", "(^|\\.)features\\.denseblock\\d"),
            new Signature("an Inception network", "(^|\\.)(Conv2d_1a_3x3|inception3a|Mixed_5b)\\."),
            new Signature("a VGG or AlexNet", "(^|\\.)features\\.0\\.weight$"),
            new Signature("a BERT or GPT language model", "(^|\\.)(word_embeddings|embed_tokens|wte)\\."),
            new Signature("a YOLO detector", "^(model\\.)+\\d+\\.(conv|cv1|m)\\."));

    private OtherNetworks() {}

    /** Returns the network with an article, such as {@code a VGG or AlexNet}; empty if no signature matches. */
    static Optional<String> named(Collection<String> tensorNames) {
        return SIGNATURES.stream()
                .filter(s -> tensorNames.stream().anyMatch(name -> s.name.matcher(name).find()))
                .map(Signature::network)
                .findFirst();
    }
}
