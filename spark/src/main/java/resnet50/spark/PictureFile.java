package resnet50.spark;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;

/**
 * A picture's file, read whole.
 *
 * @param modified milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
record PictureFile(long length, long modified, byte[] content) {
    /** A short failure of a store does not become an error of a row. */
    private static final int ATTEMPTS = 3;

    /**
     * Reads a file whole.
     *
     * @param maxBytes refuses longer ones
     * @throws UserException no input: missing, a folder, or not readable; bad data: too long
     */
    static PictureFile read(FileSystem files, Path path, int maxBytes) {
        String name = Printable.text(path.toString());
        for (int attempt = 1; ; attempt++) {
            try {
                return readOnce(files, path, maxBytes, name);
            } catch (FileNotFoundException e) {
                throw noInput(name + ": no such file; check the path", e);
            } catch (AccessControlException e) {
                throw noInput(name + ": may not be read; check its permissions", e);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw noInput(name + ": cannot be read; check the disk or the network", e);
                }
            } catch (UserException e) {
                throw e;
            } catch (RuntimeException e) { // file systems are not of one mind about what to throw
                String reason = Printable.text(String.valueOf(e.getMessage()));
                throw noInput(name + ": cannot be read: " + reason + "; check the path", e);
            } catch (OutOfMemoryError e) {
                throw new UserException(ExitCode.BAD_DATA, name + ": too large for the executor's memory; raise it", e);
            }
        }
    }

    private static PictureFile readOnce(FileSystem files, Path path, int maxBytes, String name) throws IOException {
        FileStatus status = files.getFileStatus(path);
        if (status.isDirectory()) {
            throw UserException.noInput(name + ": a folder, not a picture; check the path and its permissions");
        }
        long length = status.getLen();
        if (length > maxBytes) {
            throw tooLong(name, length);
        }
        byte[] content = new byte[(int) length];
        // checksums of local files are in files beside them, whose names Hadoop cannot form if there is a colon
        FileSystem plain = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
        try (FSDataInputStream in = plain.open(path)) {
            if (in.readNBytes(content, 0, content.length) < content.length) {
                throw new EOFException(name);
            }
        }
        return new PictureFile(length, status.getModificationTime(), content);
    }

    static UserException tooLong(String name, long bytes) {
        return UserException.badData(
                Printable.text(name) + ": " + bytes + " bytes; raise --max-bytes or make it smaller");
    }

    private static UserException noInput(String message, Throwable cause) {
        return new UserException(ExitCode.NO_INPUT, message, cause);
    }
}
