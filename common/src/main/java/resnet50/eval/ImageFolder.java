package resnet50.eval;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.picture.PictureFiles;

/** A folder of folders, one per class. */
final class ImageFolder {
    /** Maximum number of unknown classes in a message. */
    private static final int NAMED = 3;

    private ImageFolder() {}

    static Dataset open(Path folder, ClassNames names) {
        List<Example> examples = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>();
        Path base = folder.toAbsolutePath();
        for (String picture : PictureFiles.expand(List.of(folder.toString()))) {
            Path file = Path.of(picture);
            Path inside = base.relativize(file.toAbsolutePath());
            if (inside.getNameCount() == 1 && !Files.isDirectory(file)) {
                throw UserException.badData(Printable.text(picture)
                        + ": is in no class's folder; move it into one named by a WordNet id, such as n02123045");
            }
            String wnid = inside.getName(0).toString();
            OptionalInt truth = names.ofWnid(wnid);
            if (truth.isPresent()) {
                examples.add(new Example(inside.toString().replace(File.separatorChar, '/'), file, truth.getAsInt()));
            } else {
                unknown.add(wnid);
            }
        }
        if (!unknown.isEmpty()) {
            throw UserException.badData(Printable.text(folder.toString()) + ": " + list(unknown)
                    + (unknown.size() == 1 ? " is no class" : " are no classes")
                    + " of ImageNet; name folders by WordNet ids, such as n02123045, or give a CSV file");
        }
        return new Dataset(folder.toString(), true, examples);
    }

    private static String list(Set<String> unknown) {
        String first = unknown.stream().limit(NAMED).map(Printable::quote).collect(Collectors.joining(", "));
        return unknown.size() <= NAMED ? first : first + " and " + (unknown.size() - NAMED) + " more";
    }
}
