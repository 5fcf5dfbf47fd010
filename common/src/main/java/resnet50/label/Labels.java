package resnet50.label;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The names of ImageNet's 1000 classes, by the index of their logit. */
public final class Labels {
    private static final String RESOURCE = "imagenet-classes.json";

    /** A row of {@code model/imagenet-classes.json}. */
    private record ImageNetClass(int index, String wnid, String label) {}

    private final List<ImageNetClass> classes;

    private Labels(List<ImageNetClass> classes) {
        this.classes = classes;
    }

    /** ImageNet's names. */
    public static Labels imageNet() {
        try (InputStream in = Labels.class.getResourceAsStream(RESOURCE)) {
            return new Labels(List.of(new JsonMapper().readValue(in, ImageNetClass[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
