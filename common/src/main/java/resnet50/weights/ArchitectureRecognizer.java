package resnet50.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import resnet50.core.Architecture;
import resnet50.core.Architecture.BlockKind;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/** Recognizes the network of a weights file by its tensors' names and shapes. Reads no tensor. */
public final class ArchitectureRecognizer {
    private static final int LAYERS = 4;
    /** Exceeds every member of the family; bounds the cost of hostile files. */
    private static final int MAX_BLOCKS = 100;

    /** Exceeds every data set; bounds the cost of hostile files. */
    static final long MAX_CLASSES = 1_000_000;
    private static final int MAX_NAMES_SHOWN = 3;

    private ArchitectureRecognizer() {}

    /**
     * Returns the member of the family that the file belongs to, with the file's number of classes. Checks only the
     * tensors in which members differ; {@link WeightsCheck} checks the others.
     *
     * @throws UserException bad data: the file is not for a member of the family
     */
    public static Architecture recognize(WeightsFile file) {
        Map<String, TensorInfo> tensors = file.tensors();
        List<Integer> layers = new ArrayList<>();
        for (int layer = 1; layer <= LAYERS; layer++) {
            layers.add(countBlocks(tensors, layer));
        }
        List<Long> conv = shape(tensors, "layer1.0.conv2.weight");
        if (layers.contains(0) || conv.size() != 4 || conv.get(1) < 1 || conv.get(0) % conv.get(1) != 0) {
            String other = OtherNetworks.named(tensors.keySet()).map(network -> "is " + network + " and ").orElse("");
            throw unknown(file, other + "has not ResNet's layers; it begins with " + firstNames(tensors));
        }
        boolean bottleneck = tensors.containsKey("layer1.0.conv3.weight");
        BlockKind block = bottleneck ? BlockKind.BOTTLENECK : BlockKind.BASIC;
        long groups = conv.get(0) / conv.get(1);
        long widthPerGroup = conv.get(1);
        return Architecture.family().stream()
                .filter(a -> a.block() == block && a.layers().equals(layers))
                .filter(a -> a.groups() == groups && a.widthPerGroup() == widthPerGroup)
                .findFirst()
                .orElseThrow(() -> unknown(file, "has " + (bottleneck ? "bottleneck" : "basic") + " blocks "
                        + layers.stream().map(String::valueOf).collect(Collectors.joining("-"))
                        + " with " + groups + " groups of " + widthPerGroup + ", which is no known network"))
                .withClasses(classes(file));
    }

    /**
     * The number of classes: the first dimension of {@code fc.weight}.
     *
     * @throws UserException bad data: no such tensor, or an impossible number
     */
    public static int classes(WeightsFile file) {
        List<Long> fc = shape(file.tensors(), "fc.weight");
        if (fc.size() != 2 || fc.getFirst() < 1 || fc.getFirst() > MAX_CLASSES) {
            if (fc.isEmpty()) {
                throw unknown(file, "has no classifier, " + inItsPlace(file.tensors()));
            }
            throw unknown(file, "has an fc.weight of shape " + fc + ", which does not state the number of classes");
        }
        return fc.getFirst().intValue();
    }

    /** Names the matrices of a head with several layers, for a message. */
    private static String inItsPlace(Map<String, TensorInfo> tensors) {
        String matrices = tensors.values().stream()
                .filter(t -> t.shape().size() == 2)
                .limit(MAX_NAMES_SHOWN)
                .map(t -> Printable.quote(t.name()) + " " + t.shape())
                .collect(Collectors.joining(", "));
        return matrices.isEmpty() ? "no fc.weight: it is a backbone" : "no fc.weight; in its place are " + matrices;
    }

    private static int countBlocks(Map<String, TensorInfo> tensors, int layer) {
        int count = 0;
        while (count < MAX_BLOCKS && tensors.containsKey("layer" + layer + "." + count + ".conv1.weight")) {
            count++;
        }
        return count;
    }

    /** Returns the shape of a tensor; empty if there is no such tensor. */
    private static List<Long> shape(Map<String, TensorInfo> tensors, String name) {
        TensorInfo info = tensors.get(name);
        return info == null ? List.of() : info.shape();
    }

    private static String firstNames(Map<String, TensorInfo> tensors) {
        String names = tensors.keySet().stream().limit(MAX_NAMES_SHOWN).map(Printable::quote).collect(Collectors.joining(", "));
        return names.isEmpty() ? "nothing" : names;
    }

    private static UserException unknown(WeightsFile file, String what) {
        String names = Architecture.family().stream().map(Architecture::name).collect(Collectors.joining(", "));
        return UserException.badData(file.source() + ": " + what + "; give weights of one of " + names
                + ", or say which with --arch");
    }
}
