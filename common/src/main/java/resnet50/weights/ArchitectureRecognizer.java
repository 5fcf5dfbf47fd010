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

/** Tells from its tensors' names and shapes which member of the family a weights file is for. Reads no tensor. */
public final class ArchitectureRecognizer {
    private static final int LAYERS = 4;
    /** More than any member has; a hostile file cannot ask for more. */
    private static final int MAX_BLOCKS = 100;

    /** More than any data set has. */
    static final long MAX_CLASSES = 1_000_000;
    private static final int MAX_NAMES_SHOWN = 3;

    private ArchitectureRecognizer() {}

    /**
     * The member of the family with the file's number of classes. Only what tells one member from another is looked at;
     * {@link WeightsCheck} looks at the rest.
     *
     * @throws UserException bad data: none of the family
     */
    public static Architecture recognize(WeightsFile file) {
        Map<String, TensorInfo> tensors = file.tensors();
        List<Integer> layers = new ArrayList<>();
        for (int layer = 1; layer <= LAYERS; layer++) {
            layers.add(countBlocks(tensors, layer));
        }
        List<Long> conv = shape(tensors, "layer1.0.conv2.weight");
        if (layers.contains(0) || conv.size() != 4 || conv.get(1) < 1 || conv.get(0) % conv.get(1) != 0) {
            throw unknown(file, "has not ResNet's layers; it begins with " + firstNames(tensors));
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
     * How many classes the file's last layer tells apart: the first dimension of {@code fc.weight}.
     *
     * @throws UserException bad data: no such tensor, or an impossible number
     */
    public static int classes(WeightsFile file) {
        List<Long> fc = shape(file.tensors(), "fc.weight");
        if (fc.size() != 2 || fc.getFirst() < 1 || fc.getFirst() > MAX_CLASSES) {
            String what = fc.isEmpty() ? "has no fc.weight" : "has an fc.weight of shape " + fc;
            throw unknown(file, what + ", which does not say how many classes there are");
        }
        return fc.getFirst().intValue();
    }

    private static int countBlocks(Map<String, TensorInfo> tensors, int layer) {
        int count = 0;
        while (count < MAX_BLOCKS && tensors.containsKey("layer" + layer + "." + count + ".conv1.weight")) {
            count++;
        }
        return count;
    }

    /** Empty if there is no such tensor. */
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
