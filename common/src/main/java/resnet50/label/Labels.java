package resnet50.label;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of ImageNet's 1000 classes, by the index of their logit. */
public final class Labels {
    private static final String RESOURCE = "imagenet-classes.json";

    /** A row of {@code model/imagenet-classes.json}, which is in the order of the logits. */
    private record ImageNetClass(String wnid, String label) {}

    private final List<ImageNetClass> classes;

    private Labels(List<ImageNetClass> classes) {
        this.classes = classes;
    }

    /** ImageNet's names; read token by token, since binding JSON to objects takes a cold JVM half a second. */
    public static Labels imageNet() {
        List<ImageNetClass> classes = new ArrayList<>();
        try (InputStream in = Labels.class.getResourceAsStream(RESOURCE);
                JsonParser json = new JsonFactory().createParser(in)) {
            json.nextToken(); // the array begins
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> row = new HashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    row.put(json.currentName(), json.nextTextValue());
                }
                classes.add(new ImageNetClass(row.get("wnid"), row.get("label")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Labels(classes);
    }

    /** For a network whose classes are not ImageNet's: a label is its index. */
    public static Labels none() {
        return new Labels(List.of());
    }

    /** How many classes have names. */
    public int size() {
        return classes.size();
    }

    /** The English name, or the index itself where there is none. */
    public String label(int index) {
        return index < classes.size() ? classes.get(index).label() : Integer.toString(index);
    }

    /** WordNet's id such as {@code n02124075}, or an empty string. */
    public String wnid(int index) {
        return index < classes.size() ? classes.get(index).wnid() : "";
    }
}
