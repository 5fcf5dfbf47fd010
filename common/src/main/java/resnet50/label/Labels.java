package resnet50.label;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The names of ImageNet's 1000 classes, by the index of their logit. */
public final class Labels {
    /** Of tab-separated values: to read JSON, a library would be loaded before each label, which takes as long as decoding the picture. */
    private static final String RESOURCE = "imagenet-classes.tsv";

    /** A row of {@code model/imagenet-classes.tsv}, which is in the order of the logits. */
    private record ImageNetClass(String wnid, String label) {}

    private final List<ImageNetClass> classes;

    private Labels(List<ImageNetClass> classes) {
        this.classes = classes;
    }

    /** ImageNet's names. */
    public static Labels imageNet() {
        List<ImageNetClass> classes = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Labels.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                int tab = line.indexOf('\t');
                classes.add(new ImageNetClass(line.substring(0, tab), line.substring(tab + 1)));
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
