package resnet50.label;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.text.JsonFile;

/**
* Reads the names of a network's classes, in the order of its logits, from a UTF-8 file. A text file has one name per
* line. JSON is an array of names, {@code class_to_idx} (an object of indices by names), {@code id2label} (an object of
* names by indices), or an object with one of these in the field {@code id2label}, {@code label2id}, {@code
* class_to_idx} or {@code label_names}.
*/
public final class LabelFile {
    private static final int MAX_BYTES = 16 << 20;

    private LabelFile() {}

    /**
     * Reads a file.
     *
     * @return at least one name
     * @throws UserException no input: missing or unreadable; bad data: none of the forms, or indices that do not run from 0
     */
    public static List<String> read(Path file) {
        String source = Printable.text(file.toString());
        String text = text(file, source);
        boolean json = text.startsWith("{") || text.startsWith("[");
        List<String> names = json ? ofJson(JsonFile.parse(source, text), source) : lines(text, source);
        if (names.isEmpty()) {
            throw bad(source, "has no labels");
        }
        return names;
    }

    private static String text(Path file, String source) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw bad(source, "is larger than " + MAX_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replaceFirst("^\uFEFF", "").strip();
        } catch (CharacterCodingException e) {
            throw new UserException(ExitCode.BAD_DATA, source + ": is not text in UTF-8; give a file with a label per line", e);
        } catch (IOException e) {
            throw new UserException(ExitCode.NO_INPUT, source + ": cannot be read; check the path and its permissions", e);
        }
    }

    private static List<String> lines(String text, String source) {
        List<String> names = text.lines().map(String::strip).toList();
        int empty = names.indexOf("");
        if (empty >= 0 && !text.isEmpty()) {
            throw bad(source, "line " + (empty + 1) + " is empty");
        }
        return names;
    }

    private static List<String> ofJson(JsonNode root, String source) {
        for (String field : List.of("id2label", "label2id", "class_to_idx", "label_names")) {
            if (root.path(field).isContainerNode()) {
                return ofJson(root.path(field), source);
            }
        }
        if (root.isArray()) {
            List<String> names = new ArrayList<>();
            root.forEach(name -> names.add(name(name, source)));
            return names;
        }
        Map<Integer, String> byIndex = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            boolean indexed = entry.getValue().isInt();
            int index = indexed ? entry.getValue().asInt() : index(entry.getKey(), source);
            String name = indexed ? entry.getKey() : name(entry.getValue(), source);
            if (index < 0 || index >= root.size() || byIndex.put(index, name) != null) {
                throw bad(source, "does not number its " + root.size() + " labels from 0, see " + Printable.quote(name));
            }
        }
        return List.copyOf(byIndex.values());
    }

    /** Returns a name, or the last element of an array, as in Keras's {@code "285": ["n02124075", "Egyptian_cat"]}. */
    private static String name(JsonNode value, String source) {
        JsonNode name = value.isArray() && !value.isEmpty() ? value.get(value.size() - 1) : value;
        if (!name.isTextual()) {
            throw bad(source, "has " + Printable.quote(value.toString()) + " in place of a label");
        }
        return name.asText();
    }

    private static int index(String key, String source) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException _) {
            throw bad(source, "has " + Printable.quote(key) + " in place of an index");
        }
    }

    private static UserException bad(String source, String what) {
        return UserException.badData(source + ": " + what + "; give a label per line, class_to_idx or id2label");
    }
}
