package resnet50.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** Writes files atomically: to a temporary file beside the target, which is then moved. */
public final class ReportFile {
    private ReportFile() {}

    /**
     * Checks a target before any work is done.
     *
     * @throws UserException no input: the target is a folder, or its parent is missing or not writable
     */
    public static void check(Path target) {
        if (Files.isDirectory(target)) {
            throw refused(target, "it is a folder", "name a file in it", null);
        }
        Path folder = target.toAbsolutePath().getParent(); // never null: only a root has no parent, and a root is a folder
        if (!Files.isDirectory(folder)) {
            throw refused(target, "its folder does not exist", "make the folder first", null);
        }
        if (!Files.isWritable(Files.exists(target) && !Files.isRegularFile(target) ? target : folder)) {
            throw refused(target, "permission denied", "check its folder's permissions", null);
        }
    }

    public static void write(Path target, String text) {
        write(target, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces the target. A symbolic link is followed; a device such as /dev/stdout is written to.
     *
     * @throws UserException no input: the folder is missing, or writing fails
     */
    public static void write(Path target, byte[] bytes) {
        try {
            check(target);
            Path file = Files.exists(target) ? target.toRealPath() : target;
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.write(target, bytes);
            } else {
                replace(file, bytes);
            }
        } catch (IOException e) {
            String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
            throw refused(target, reason == null ? "the system refuses" : reason, "check the disk and the path", e);
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, bytes, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static UserException refused(Path target, String why, String todo, Exception cause) {
        return new UserException(ExitCode.NO_INPUT, target + ": cannot be written: " + why + "; " + todo, cause);
    }
}
