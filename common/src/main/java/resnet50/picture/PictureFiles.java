package resnet50.picture;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** The pictures that a command line names. */
public final class PictureFiles {
    /** The argument that stands for a picture on standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final Set<String> EXTENSIONS = Set.of(
            "jpg", "jpeg", "jpe", "jif", "jfif", "png", "gif", "bmp", "webp");

    private PictureFiles() {}

    /**
     * Replaces folders by the pictures in them, recursively, in name order. Files stay as they are, missing ones too:
     * reading reports them, and a batch continues. Hidden files are left out; a link to a folder above it is not
     * followed.
     *
     * @return in the arguments' order
     * @throws UserException no input: a folder without a picture; usage: {@code -} more than once
     */
    public static List<String> expand(List<String> arguments) {
        return expand(arguments, PictureFiles::isPicture);
    }

    /**
     * Like {@link #expand(List)}, with other files as pictures.
     *
     * @param accepted whether a file in a folder counts, by its name
     */
    public static List<String> expand(List<String> arguments, Predicate<String> accepted) {
        List<String> pictures = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals(STANDARD_INPUT)) {
                if (pictures.contains(STANDARD_INPUT)) {
                    throw new UserException(ExitCode.USAGE, "-: given twice; standard input holds one picture");
                }
                pictures.add(argument);
            } else if (isFolder(argument)) {
                int before = pictures.size();
                addFolder(Path.of(argument), accepted, new HashSet<>(), pictures);
                if (pictures.size() == before) {
                    throw UserException.noInput(
                            argument + ": a folder without a picture; it should hold JPEG, PNG, GIF, BMP or WebP files");
                }
            } else {
                pictures.add(argument);
            }
        }
        return pictures;
    }

    /** Whether a file in a folder counts as a picture, by the extension of its name. */
    public static boolean isPicture(String name) {
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static boolean isFolder(String argument) {
        try {
            return Files.isDirectory(Path.of(argument));
        } catch (InvalidPathException _) {
            return false;
        }
    }

    /** @param above the real paths of the folders around this one, to recognize a link back to one of them */
    private static void addFolder(Path folder, Predicate<String> accepted, Set<Path> above, List<String> pictures) {
        List<Path> entries = new ArrayList<>();
        Path real;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
            real = folder.toRealPath();
        } catch (IOException | DirectoryIteratorException _) {
            pictures.add(folder.toString()); // reading reports it, and the batch continues
            return;
        }
        if (!above.add(real)) {
            return;
        }
        entries.sort((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()));
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (name.startsWith(".")) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                addFolder(entry, accepted, above, pictures);
            } else if (accepted.test(name)) {
                pictures.add(entry.toString());
            }
        }
        above.remove(real);
    }
}
