package resnet50.eval;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.text.Csv;

/**
 * A CSV file, UTF-8, of pictures and their classes. The first cell of a row is a picture, relative to the file's
 * folder, the second a WordNet id or an index; further cells are ignored. The first row may be a heading, which names
 * the columns.
 */
final class PictureList {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Names of a column of pictures, in lower case, without spaces and punctuation. */
    private static final Set<String> PICTURE_COLUMNS =
            Set.of("picture", "image", "img", "file", "filename", "filepath", "path", "imageid", "imagename", "imagepath", "photo");

    /** Names of a column of classes, likewise. */
    private static final Set<String> CLASS_COLUMNS = Set.of(
            "class", "classes", "classid", "classindex", "classname", "label", "labels", "labelid", "wnid", "synset", "target", "truth",
            "category", "categoryid", "index", "groundtruth", "predictionstring", "y");

    private PictureList() {}

    static Dataset open(Path list, ClassNames names) {
        String source = Printable.text(list.toString());
        List<Csv.Row> rows = Csv.rows(read(list, source));
        List<Example> examples = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        boolean wnids = false;
        for (int i = 0; i < rows.size(); i++) {
            List<String> cells = rows.get(i).cells().stream().map(String::strip).toList();
            String where = source + ": row " + (i + 1) + ": ";
            if (cells.size() < 2) {
                throw UserException.badData(where + "has no class; give lines of a picture, a comma and a class");
            }
            OptionalInt truth = names.of(cells.get(1));
            if (i == 0 && isHeading(cells)) {
                continue;
            }
            if (truth.isEmpty()) {
                throw UserException.badData(where + Printable.quote(cells.get(1))
                        + " is not a class of ImageNet; give a WordNet id, such as n02123045, or an index");
            }
            if (!seen.add(cells.getFirst())) {
                throw UserException.badData(where + Printable.quote(cells.getFirst()) + " is there already; take one out");
            }
            wnids |= names.ofWnid(cells.get(1)).isPresent();
            examples.add(new Example(cells.getFirst(), file(list, cells.getFirst(), where), truth.getAsInt()));
        }
        if (examples.isEmpty()) {
            throw UserException.noInput(source + ": lists no pictures; give lines of a picture, a comma and a class");
        }
        return new Dataset(list.toString(), wnids, examples);
    }

    /**
     * Whether the first two cells name columns: one by a known name, the other by any word that is neither a file nor a
     * class.
     */
    private static boolean isHeading(List<String> cells) {
        String picture = cells.get(0);
        String type = cells.get(1);
        boolean knownPicture = PICTURE_COLUMNS.contains(word(picture));
        boolean knownClass = CLASS_COLUMNS.contains(word(type));
        return (knownPicture && knownClass)
                || (knownPicture && !type.matches(".*[0-9].*"))
                || (knownClass && !picture.matches(".*[./\\\\].*"));
    }

    private static String word(String cell) {
        return cell.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private static Path file(Path list, String name, String where) {
        try {
            return list.resolveSibling(name);
        } catch (InvalidPathException e) {
            throw new UserException(
                    ExitCode.BAD_DATA, where + Printable.quote(name) + " is not a valid file name; correct it", e);
        }
    }

    private static String read(Path list, String source) {
        try {
            String text = Files.readString(list);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UserException(
                    ExitCode.BAD_DATA, source + ": is not UTF-8 text; give a folder, or a CSV file of pictures and classes", e);
        } catch (IOException e) {
            throw new UserException(ExitCode.NO_INPUT, source + ": cannot be read; check its permissions", e);
        }
    }
}
