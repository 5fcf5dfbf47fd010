package resnet50.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.picture.PictureFiles;
import resnet50.text.TextFile;

/**
 * The pictures of a command line: arguments, then the lines of {@code --files-from}, folders replaced by their
 * pictures.
 */
final class Pictures {
    private final List<String> list;
    private final NameLines names; // null if all pictures are in the list

    /**
     * Reads arguments and folders.
     *
     * @param filesFrom file of names, {@code -} for standard input, or null
     * @param atOnce    whether to read all names now
     * @throws UserException no input: an argument is a folder without a picture, or the file cannot be read; usage:
     *         standard input is asked for both names and a picture
     */
    Pictures(List<String> arguments, String filesFrom, boolean atOnce) {
        List<String> expanded = PictureFiles.expand(arguments);
        if (filesFrom == null) {
            list = expanded;
            names = null;
            return;
        }
        if (filesFrom.equals(PictureFiles.STANDARD_INPUT) && expanded.contains(PictureFiles.STANDARD_INPUT)) {
            throw new UserException(ExitCode.USAGE, "-: is given both as a picture and to --files-from; give one");
        }
        NameLines lines = new NameLines(open(filesFrom), Printable.text(filesFrom));
        list = atOnce ? Stream.concat(expanded.stream(), named(lines)).toList() : expanded;
        names = atOnce ? null : lines;
    }

    private static InputStream open(String filesFrom) {
        return filesFrom.equals(PictureFiles.STANDARD_INPUT) ? StandardInput.open() : TextFile.open(Path.of(filesFrom));
    }

    /** Whether the number of pictures is not known yet. */
    boolean isStream() {
        return names != null;
    }

    /** Number of pictures; 0 if it is not known yet. */
    int count() {
        return isStream() ? 0 : list.size();
    }

    /** All pictures, or those of the arguments if {@link #isStream}. */
    List<String> list() {
        return list;
    }

    /** All pictures; may block. To be called once. */
    Iterator<String> iterator() {
        return isStream() ? Stream.concat(list.stream(), named(names)).iterator() : list.iterator();
    }

    private static Stream<String> named(NameLines lines) {
        return Stream.generate(lines::next).takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .filter(line -> !line.isEmpty())
                .flatMap(line -> expanded(line).stream());
    }

    /** A folder without pictures stays as it is: reading it fails and says so, and the batch goes on. */
    private static List<String> expanded(String name) {
        if (name.equals(PictureFiles.STANDARD_INPUT)) {
            return List.of("./" + name);
        }
        try {
            return PictureFiles.expand(List.of(name));
        } catch (UserException _) {
            return List.of(name);
        }
    }
}
