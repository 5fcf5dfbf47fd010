package resnet50.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;

/** An open file that detects changes by other programs. */
final class InputFile implements AutoCloseable {
    private final String source;
    private final Path path; // null if the bytes are in memory
    private final FileChannel channel;
    private final FileBytes bytes;
    private final Version opened;

    /**
     * The properties that differ between a changed file and an unchanged one.
     *
     * @param key identifies the file on its disk; null where the system has no such key
     */
    private record Version(FileTime modified, long size, Object key) {
        static Version of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private InputFile(String source, Path path, FileChannel channel, FileBytes bytes, Version opened) {
        this.source = source;
        this.path = path;
        this.channel = channel;
        this.bytes = bytes;
        this.opened = opened;
    }

    /** Returns a file whose bytes are in memory. */
    static InputFile of(String source, byte[] bytes) {
        return new InputFile(source, null, null, FileBytes.of(bytes), null);
    }

    /** @throws UserException no input: the file is missing, unreadable or a folder */
    static InputFile open(Path path) {
        String source = path.toString();
        String shown = Printable.text(source); // of an ONNX file's external data, the file chooses the name
        if (Files.isDirectory(path)) {
            throw UserException.noInput(shown + ": is a folder; give a weights file");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw UserException.noInput(shown + ": is not a regular file; copy it into one");
        }
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            return new InputFile(source, path, channel, FileBytes.of(channel), Version.of(path));
        } catch (NoSuchFileException e) {
            throw new UserException(ExitCode.NO_INPUT, shown + ": does not exist; check the path", e);
        } catch (AccessDeniedException e) {
            throw new UserException(ExitCode.NO_INPUT, shown + ": may not be read; check its permissions", e);
        } catch (IOException e) {
            throw UserException.unreadable(source, e);
        }
    }

    /** The path as it was given. */
    String source() {
        return source;
    }

    /** The path; empty if the bytes are in memory. */
    Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    FileBytes bytes() {
        return bytes;
    }

    /**
     * Refuses a file that was modified after it was opened. A file that was replaced by another of the same name is
     * accepted: the opened file still exists, unchanged.
     *
     * @throws Malformed if the file was modified
     */
    void requireUnchanged() {
        if (path == null) {
            return;
        }
        Version now;
        try {
            now = Version.of(path);
        } catch (IOException _) {
            return; // deleted or renamed; the open file is unaffected
        }
        if (Objects.equals(now.key, opened.key) && !now.equals(opened)) {
            throw new Malformed("was changed while it was read", "do not change it while it is in use");
        }
    }

    /** A second call does nothing. */
    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the file is open for reading only, so no data is lost
        }
    }
}
