package resnet50.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import resnet50.api.ExitCode;
import resnet50.api.UserException;

/**
 * A whole file: read piece by piece while its table of contents is asked for, and then, tensor by tensor, as memory, which the
 * operating system reads page by page when it is touched.
 */
final class MappedFile implements AutoCloseable {
    private final String source;
    private final FileChannel channel;
    private final FileBytes bytes;
    private final byte[] array; // null if there is a file

    private MappedFile(String source, FileChannel channel) throws IOException {
        this.source = source;
        this.channel = channel;
        this.bytes = FileBytes.of(channel);
        this.array = null;
    }

    /** Bytes on the heap, in the place of a file. */
    MappedFile(String source, byte[] array) {
        this.source = source;
        this.channel = null;
        this.bytes = FileBytes.of(array);
        this.array = array;
    }

    /** @throws UserException no input: missing, a folder, unreadable */
    static MappedFile open(Path path) {
        String source = path.toString();
        if (Files.isDirectory(path)) {
            throw UserException.noInput(source + ": is a folder; give a weights file");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw UserException.noInput(source + ": is not a regular file and cannot be mapped; copy it into one");
        }
        try {
            return new MappedFile(source, FileChannel.open(path, StandardOpenOption.READ));
        } catch (NoSuchFileException e) {
            throw new UserException(ExitCode.NO_INPUT, source + ": does not exist; check the path", e);
        } catch (AccessDeniedException e) {
            throw new UserException(ExitCode.NO_INPUT, source + ": may not be read; check its permissions", e);
        } catch (IOException e) {
            throw new UserException(
                    ExitCode.NO_INPUT, source + ": cannot be read (" + e.getMessage() + "); check the disk and the path", e);
        }
    }

    /** The path as it was given. */
    String source() {
        return source;
    }

    /** For the table of contents. */
    FileBytes bytes() {
        return bytes;
    }

    /**
     * A part of the file, for a tensor.
     *
     * @param arena when it closes, the part is unmapped: what has been copied need not count as the process's memory any more
     * @throws IOException if the file cannot be mapped, or is shorter than it was when it was opened
     */
    MemorySegment map(long offset, long size, Arena arena) throws IOException {
        return channel == null
                ? MemorySegment.ofArray(array).asSlice(offset, size)
                : channel.map(FileChannel.MapMode.READ_ONLY, offset, size, arena);
    }

    /** Closes the file; a second call does nothing. */
    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing was written
        }
    }
}
