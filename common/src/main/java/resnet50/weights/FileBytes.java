package resnet50.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * A file, or part of one, while its table of contents is read: copied piece by piece. Memory segments would do as well, but
 * their first use in a JVM takes longer than all the reading.
 */
final class FileBytes {
    private final FileChannel channel; // null if the bytes are in memory
    private final byte[] array;
    private final long start;
    private final long size;

    private FileBytes(FileChannel channel, byte[] array, long start, long size) {
        this.channel = channel;
        this.array = array;
        this.start = start;
        this.size = size;
    }

    static FileBytes of(FileChannel channel) throws IOException {
        return new FileBytes(channel, null, 0, channel.size());
    }

    static FileBytes of(byte[] array) {
        return new FileBytes(null, array, 0, array.length);
    }

    long size() {
        return size;
    }

    /** The caller has made sure that the bytes are there. */
    FileBytes slice(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IndexOutOfBoundsException(offset);
        }
        return new FileBytes(channel, array, start + offset, length);
    }

    /**
     * Some bytes, little-endian, in an array of their own. The caller has made sure that they are there.
     *
     * @throws UncheckedIOException if they cannot be read, or are not there any more
     */
    ByteBuffer copy(long offset, long length) {
        FileBytes part = slice(offset, length);
        ByteBuffer copy = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        if (channel == null) {
            return copy.put(array, (int) part.start, (int) length).flip();
        }
        try {
            while (copy.hasRemaining()) {
                if (channel.read(copy, part.start + copy.position()) < 0) {
                    throw new IOException("the file has been cut short");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy.flip();
    }
}
