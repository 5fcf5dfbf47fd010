package resnet50.label;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import resnet50.core.Printable;
import resnet50.core.UserException;

/**
 * Names of a network's classes in JSON that a program wrote.
 *
 * @param source name of the file, for messages
 * @param advice the user's remedy
 */
public record ClassNames(String source, String advice) {
    /**
     * Returns the names in the order of the logits.
     *
     * @param names an array of names, an object of names by indices ({@code id2label}), or an object of indices by names
     *              ({@code class_to_idx})
     * @throws UserException bad data: another value in place of a name or index, or indices that do not run from 0
     */
    public List<String> inOrder(JsonNode names) {
        if (names.isArray()) {
            List<String> list = new ArrayList<>();
            names.forEach(name -> list.add(name(name)));
            return list;
        }
        Map<Integer, String> byIndex = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : names.properties()) {
            boolean indexed = entry.getValue().isNumber();
            int index = indexed ? index(entry.getValue()) : index(entry.getKey());
            String name = indexed ? entry.getKey() : name(entry.getValue());
            if (index < 0 || index >= names.size() || byIndex.put(index, name) != null) {
                throw bad("does not number its " + names.size() + " labels from 0, see " + Printable.quote(name));
            }
        }
        return List.copyOf(byIndex.values());
    }

    /** A name, or the last of an array, as in Keras's {@code "285": ["n02124075", "Egyptian_cat"]}. */
    private String name(JsonNode value) {
        JsonNode name = value.isArray() && !value.isEmpty() ? value.get(value.size() - 1) : value;
        if (!name.isTextual()) {
            throw bad("has " + Printable.quote(value.toString()) + " in place of a label");
        }
        return name.asText();
    }

    private int index(JsonNode number) {
        if (!number.isInt()) {
            throw bad("has " + Printable.quote(number.toString()) + " in place of an index");
        }
        return number.asInt();
    }

    private int index(String key) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException _) {
            throw bad("has " + Printable.quote(key) + " in place of an index");
        }
    }

    private UserException bad(String what) {
        return UserException.badData(source + ": " + what + "; " + advice);
    }
}
