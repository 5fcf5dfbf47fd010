package resnet50.weights;

import java.io.IOException;
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

/** A whole file as memory, which the operating system reads page by page when it is touched. */
final class MappedFile implements AutoCloseable {
    private final String source;
    private final Arena arena;
    private final MemorySegment bytes;
    private boolean closed;

    /** @param arena is closed with this; {@code bytes} must not be used after that */
    MappedFile(String source, Arena arena, MemorySegment bytes) {
        this.source = source;
        this.arena = arena;
        this.bytes = bytes;
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
        // Shared: tensors may be read by several threads.
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new MappedFile(source, arena, bytes);
        } catch (NoSuchFileException e) {
            arena.close();
            throw new UserException(ExitCode.NO_INPUT, source + ": does not exist; check the path", e);
        } catch (AccessDeniedException e) {
            arena.close();
            throw new UserException(ExitCode.NO_INPUT, source + ": may not be read; check its permissions", e);
        } catch (IOException e) {
            arena.close();
            throw new UserException(
                    ExitCode.NO_INPUT, source + ": cannot be read (" + e.getMessage() + "); check the disk and the path", e);
        }
    }

    /** The path as it was given. */
    String source() {
        return source;
    }

    MemorySegment bytes() {
        return bytes;
    }

    /** Unmaps the file; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            arena.close();
        }
    }
}
