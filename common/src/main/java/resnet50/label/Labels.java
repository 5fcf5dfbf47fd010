package resnet50.label;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names of a network's classes, by the index of their logit. */
public final class Labels {
    /** Tab-separated values, not JSON: loading a JSON library takes as long as decoding a picture. */
    private static final String RESOURCE = "imagenet-classes.tsv";

    /** @param wnid empty if the class has no WordNet ID */
    private record NamedClass(String wnid, String label) {}

    private final List<NamedClass> classes;

    private Labels(List<NamedClass> classes) {
        this.classes = classes;
    }

    /** Returns the names of ImageNet's 1000 classes. */
    public static Labels imageNet() {
        List<NamedClass> classes = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Labels.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                int tab = line.indexOf('\t');
                classes.add(new NamedClass(line.substring(0, tab), line.substring(tab + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Labels(classes);
    }

    /** Returns names without WordNet IDs. */
    public static Labels of(List<String> names) {
        return new Labels(names.stream().map(name -> new NamedClass("", name)).toList());
    }

    /** Returns labels without names: the label of a class is its index. */
    public static Labels none() {
        return new Labels(List.of());
    }

    /** Returns whether the classes are ImageNet's, with WordNet IDs. */
    public boolean hasWnids() {
        return !classes.isEmpty() && !classes.getFirst().wnid().isEmpty();
    }

    /** Returns the number of named classes. */
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
