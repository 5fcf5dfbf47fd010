package resnet50.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;

/** Opens text files that a user names, and reads small ones. Each failure has its own message. */
public final class TextFile {
    /** The labels of a million classes fit. */
    private static final int MAX_BYTES = 16 << 20;

    private TextFile() {}

    /**
     * Opens a file.
     *
     * @throws UserException no input: missing, a folder, or unreadable
     */
    public static InputStream open(Path file) {
        String name = Printable.text(file.toString());
        if (Files.isDirectory(file)) {
            throw UserException.noInput((name.isEmpty() ? "an empty name" : name) + ": is a folder; give a file");
        }
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new UserException(ExitCode.NO_INPUT, name + ": does not exist; check the path", e);
        } catch (AccessDeniedException e) {
            throw new UserException(ExitCode.NO_INPUT, name + ": may not be read; check its permissions", e);
        } catch (IOException e) {
            throw UserException.unreadable(name, e);
        }
    }

    /**
     * Reads a file as a whole.
     *
     * @throws UserException no input: as {@link #open}; bad data: too large
     */
    public static byte[] read(Path file) {
        String name = Printable.text(file.toString());
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw UserException.badData(name + ": is larger than " + MAX_BYTES + " bytes; give a smaller file or move it away");
            }
            return bytes;
        } catch (IOException e) {
            throw UserException.unreadable(name, e);
        }
    }
}
