package resnet50.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import resnet50.cli.PictureResult.Explained;
import resnet50.cli.PictureResult.Failed;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.explain.ExplanationPage;
import resnet50.explain.ExplanationPng;
import resnet50.picture.PictureFiles;

/** Where {@code --explain} writes: a PNG file for one picture, or a folder for any number. Used by one thread. */
final class ExplainTarget {
    private static final String PNG = "png";

    /** Extensions of files that a user may expect to be written. */
    private static final Set<String> OTHER_FILES = Set.of("jpg", "jpeg", "gif", "bmp", "webp", "svg", "htm", "html", "pdf", "json");

    private final Path path;
    private final ExplanationPage page; // null for a PNG file
    private int pictures;

    /**
     * Checks the target and creates a folder, before any work is done.
     *
     * @param out      as given by the user
     * @param pictures all pictures of the run
     * @throws UserException usage: one file for several pictures, another format, a picture on standard input, the folder of a
     *         picture, or a file of another program; no input: it cannot be written
     */
    ExplainTarget(String out, List<String> pictures) {
        path = Path.of(out);
        if (pictures.contains(PictureFiles.STANDARD_INPUT)) {
            throw refused(PictureFiles.STANDARD_INPUT, "standard input cannot be explained; give the name of a file");
        }
        String extension = extension(path);
        if (Files.isDirectory(path) || !(extension.equals(PNG) || OTHER_FILES.contains(extension))) {
            requireNoPictureIn(path, pictures);
            page = new ExplanationPage(path);
            return;
        }
        if (!extension.equals(PNG)) {
            throw refused(out, "--explain writes no such file; name a .png file, or a folder");
        }
        if (pictures.size() != 1) {
            throw refused(out, "one file for " + pictures.size() + " pictures; name a folder");
        }
        ExplanationPng.check(path);
        page = null;
    }

    private static String extension(Path path) {
        Path name = path.getFileName();
        String text = name == null ? "" : name.toString();
        return text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** A later run would take the explanations for pictures. */
    private static void requireNoPictureIn(Path folder, List<String> pictures) {
        Path wanted = folder.toAbsolutePath().normalize();
        for (String picture : pictures) {
            if (wanted.equals(Path.of(picture).toAbsolutePath().normalize().getParent())) {
                throw refused(folder.toString(), "is the folder of a picture; name another for --explain");
            }
        }
    }

    private static UserException refused(String out, String why) {
        return new UserException(ExitCode.USAGE, out + ": " + why);
    }

    /**
     * Writes the explanation of a picture, or notes its error.
     *
     * @throws UserException no input: it cannot be written
     */
    void write(PictureResult result) {
        if (result instanceof Explained explained) {
            pictures++;
            if (page == null) {
                ExplanationPng.write(explained.picture(), explained.drawing(), path);
            } else {
                page.add(explained.picture(), explained.drawing());
            }
        } else if (result instanceof Failed failed && page != null) {
            page.addFailed(failed.picture(), failed.message());
        }
    }

    /** Completes the output; notes where it is. */
    void finish(Messages messages) {
        if (page != null) {
            page.write();
            messages.note(path.resolve(ExplanationPage.NAME) + " explains " + pictures + (pictures == 1 ? " picture" : " pictures"));
        }
    }
}
