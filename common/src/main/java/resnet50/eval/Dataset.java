package resnet50.eval;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.label.Labels;

/**
 * Pictures whose classes are known.
 *
 * @param source   the folder or file that lists them, as the user gave it
 * @param wnids    whether a class is given by its WordNet id, which requires a network with ImageNet's classes
 * @param examples at least one
 */
public record Dataset(String source, boolean wnids, List<Example> examples) {
    public Dataset {
        examples = List.copyOf(examples);
    }

    /**
     * Lists the pictures without reading them.
     *
     * @param path a folder of folders named by WordNet ids, as for torchvision's ImageFolder; or a CSV file of pictures
     *             and classes
     * @throws UserException no input: no such folder or file; bad data: a class that is not ImageNet's
     */
    public static Dataset open(Path path) {
        ClassNames names = new ClassNames(Labels.imageNet());
        if (Files.isDirectory(path)) {
            return ImageFolder.open(path, names);
        }
        if (!Files.exists(path)) {
            throw UserException.noInput(Printable.text(path.toString()) + ": no such folder or CSV file; check the path");
        }
        return PictureList.open(path, names);
    }

    /**
     * Checks that a network has the classes.
     *
     * @param classes  of the network
     * @param imageNet whether they are ImageNet's
     * @throws UserException bad data: a class that the network does not have
     */
    public void check(int classes, boolean imageNet) {
        if (wnids && !imageNet) {
            throw UserException.badData(source + ": has WordNet ids, but the network's " + classes
                    + " classes are not ImageNet's; give a CSV file with indices");
        }
        examples.stream().filter(example -> example.truth() >= classes).findFirst().ifPresent(example -> {
            throw UserException.badData(source + ": " + Printable.quote(example.name()) + " is of class " + example.truth()
                    + ", but the network has " + classes + " classes; correct it");
        });
    }

    /** The pictures by their names. */
    Map<String, Example> byName() {
        Map<String, Example> byName = HashMap.newHashMap(examples.size());
        examples.forEach(example -> byName.put(example.name(), example));
        return byName;
    }
}
