package resnet50.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** Writes a file under a temporary name beside its target. It gets its final name only when it is complete. */
public final class NewFile {
    /** Opens the temporary file. Tests replace it to simulate a full disk. */
    @FunctionalInterface
    public interface Opener {
        /** Creates the file and opens it. */
        OutputStream open(Path path) throws IOException;
    }

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        /** Writes all bytes; the caller closes the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    private final Opener opener;

    public NewFile() {
        // CREATE_NEW refuses an existing file or link at the path
        this(path -> Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    public NewFile(Opener opener) {
        this.opener = opener;
    }

    /**
     * Checks a target before any work is done.
     *
     * @throws UserException usage: the file exists and may not be replaced, or the target is not a regular file
     */
    public static void check(Path target, boolean replace) {
        if (target.getFileName() == null || Files.isDirectory(target)) {
            throw new UserException(ExitCode.USAGE, target + ": is a folder; name a file");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new UserException(ExitCode.USAGE, target + ": is not a regular file; name another");
        }
        if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new UserException(ExitCode.USAGE, target + ": exists already; name another file, or replace it with --force");
        }
    }

    /**
     * Writes a file.
     *
     * @throws UserException as {@link #check}; no input: the folder is missing or the disk fails
     */
    public void write(Path target, boolean replace, Content content) {
        check(target, replace);
        try {
            writeBeside(target, replace, content);
        } catch (NoSuchFileException e) {
            throw new UserException(ExitCode.NO_INPUT, target + ": its folder does not exist; make it first", e);
        } catch (AccessDeniedException e) {
            throw new UserException(ExitCode.NO_INPUT, target + ": may not be written; check its folder's permissions", e);
        } catch (FileAlreadyExistsException e) {
            throw new UserException(ExitCode.NO_INPUT, target + ": " + e.getFile() + " is in the way; remove it", e);
        } catch (IOException e) {
            throw new UserException(
                    ExitCode.NO_INPUT, target + ": cannot be written (" + e.getMessage() + "); check the disk and the path", e);
        }
    }

    private void writeBeside(Path target, boolean replace, Content content) throws IOException {
        // the process id keeps concurrent writers of the same target apart
        Path part = target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        OutputStream opened = opener.open(part);
        part.toFile().deleteOnExit(); // in case the process is interrupted
        try {
            try (OutputStream file = opened) {
                content.writeTo(file);
            }
            check(target, replace); // another process may have created the target meanwhile
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteIfThere(part);
        }
    }

    private static void deleteIfThere(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException _) {
            // the first failure is the one to report
        }
    }
}
