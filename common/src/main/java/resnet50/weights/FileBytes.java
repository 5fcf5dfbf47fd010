package resnet50.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.function.Supplier;

/**
 * The bytes of a file, or of a part of it. Every read copies the bytes. Reading a file that shrinks or fails raises an
 * exception; accessing a mapped file could crash the JVM. Thread-safe.
 */
final class FileBytes {
    private final FileChannel channel; // null if the bytes are in memory
    private final Supplier<byte[]> array;
    private final long start;
    private final long size;

    private FileBytes(FileChannel channel, Supplier<byte[]> array, long start, long size) {
        this.channel = channel;
        this.array = array;
        this.start = start;
        this.size = size;
    }

    static FileBytes of(FileChannel channel) throws IOException {
        return new FileBytes(channel, null, 0, channel.size());
    }

    static FileBytes of(byte[] array) {
        return new FileBytes(null, () -> array, 0, array.length);
    }

    /**
     * Returns bytes that are computed at the first read.
     *
     * @param array supplies {@code size} bytes; may throw {@link Malformed}
     */
    static FileBytes of(Supplier<byte[]> array, long size) {
        return new FileBytes(null, array, 0, size);
    }

    long size() {
        return size;
    }

    /** Returns a part of the bytes. The caller has checked that it is inside the file. */
    FileBytes slice(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IndexOutOfBoundsException(offset);
        }
        return new FileBytes(channel, array, start + offset, length);
    }

    /**
     * Copies bytes into a new little-endian buffer. The caller has checked that they are inside the file.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws Malformed if the file has become shorter
     */
    ByteBuffer copy(long offset, long length) {
        slice(offset, length); // before the allocation
        ByteBuffer copy = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        read(offset, copy);
        return copy.flip();
    }

    /**
     * Fills the rest of a buffer. The caller has checked that the bytes are inside the file.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws Malformed if the file has become shorter
     */
    void read(long offset, ByteBuffer into) {
        FileBytes part = slice(offset, into.remaining());
        if (channel == null) {
            into.put(array.get(), (int) part.start, (int) part.size);
            return;
        }
        try {
            long position = part.start;
            while (into.hasRemaining()) {
                int count = channel.read(into, position);
                if (count < 0) {
                    throw new Malformed("was cut short while it was read", "do not change it while it is in use");
                }
                position += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
