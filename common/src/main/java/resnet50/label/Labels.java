package resnet50.label;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The names of ImageNet's 1000 classes, by logit index. */
public final class Labels {
    /** Tab-separated values. JSON would need a library, whose loading takes as long as decoding a picture. */
    private static final String RESOURCE = "imagenet-classes.tsv";

    /** A row of {@code model/imagenet-classes.tsv}; the rows are in the order of the logits. */
    private record ImageNetClass(String wnid, String label) {}

    private final List<ImageNetClass> classes;

    private Labels(List<ImageNetClass> classes) {
        this.classes = classes;
    }

    /** Returns ImageNet's names. */
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

    /** Returns labels for a network with other classes than ImageNet's: a label is its index. */
    public static Labels none() {
        return new Labels(List.of());
    }

    /** Number of classes with a name. */
    public int size() {
        return classes.size();
    }

    /** Returns the English name, or the index if the class has no name. */
    public String label(int index) {
        return index < classes.size() ? classes.get(index).label() : Integer.toString(index);
    }

    /** Returns WordNet's ID, such as {@code n02124075}, or an empty string. */
    public String wnid(int index) {
        return index < classes.size() ? classes.get(index).wnid() : "";
    }
}
