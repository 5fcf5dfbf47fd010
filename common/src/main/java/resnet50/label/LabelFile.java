package resnet50.label;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.text.JsonFile;
import resnet50.text.TextFile;

/**
 * Reads the names of a network's classes, in the order of its logits, from a UTF-8 file. A text file has one name per
 * line. JSON is an array of names, {@code class_to_idx} (an object of indices by names), {@code id2label} (an object of
 * names by indices), or an object with one of these in the field {@code id2label}, {@code label2id}, {@code
 * class_to_idx} or {@code label_names}.
 */
public final class LabelFile {
    private static final String ADVICE = "give a label per line, class_to_idx or id2label";

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

    /**
     * Checks that there is one name per class.
     *
     * @param file  for the message
     * @param names from {@link #read}
     * @throws UserException bad data: another number of names
     */
    public static void requireOnePerClass(Path file, List<String> names, int classes) {
        if (names.size() != classes) {
            throw UserException.badData(
                    file + ": has " + names.size() + " labels, but the network has " + classes + " classes; give one label per class");
        }
    }

    private static String text(Path file, String source) {
        byte[] bytes = TextFile.read(file);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replaceFirst("^\uFEFF", "").strip();
        } catch (CharacterCodingException e) {
            throw new UserException(ExitCode.BAD_DATA, source + ": is not text in UTF-8; give a file with a label per line", e);
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
        return new ClassNames(source, ADVICE).inOrder(root);
    }

    private static UserException bad(String source, String what) {
        return UserException.badData(source + ": " + what + "; " + ADVICE);
    }
}
