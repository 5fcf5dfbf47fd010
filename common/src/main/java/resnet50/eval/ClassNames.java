package resnet50.eval;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import resnet50.label.Labels;

/** Looks up classes by WordNet id, such as {@code n02123045}, or by index. */
final class ClassNames {
    private final Map<String, Integer> indices = new HashMap<>();

    ClassNames(Labels labels) {
        for (int i = 0; i < labels.size(); i++) {
            indices.put(labels.wnid(i), i);
        }
    }

    /** The class of a WordNet id; empty if it is none of the labels'. */
    OptionalInt ofWnid(String name) {
        Integer index = indices.get(name);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The class of a WordNet id or an index. */
    OptionalInt of(String name) {
        return name.matches("[0-9]{1,6}") ? OptionalInt.of(Integer.parseInt(name)) : ofWnid(name);
    }
}
