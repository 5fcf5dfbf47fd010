package resnet50.weights;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import resnet50.core.Printable;

/**
 * The bytes of a deflated zip entry, inflated at the first read. A soft reference keeps them while memory allows.
 * Thread-safe.
 */
final class Inflated implements Supplier<byte[]> {
    /** Exceeds every tensor of the family with ImageNet's classes. */
    static final long MAX_BYTES = 256L << 20;

    /** Maximum compression ratio of Deflate. */
    private static final long MAX_RATIO = 1032;

    private final String name;
    private final FileBytes packed;
    private final int size;
    private SoftReference<byte[]> cached = new SoftReference<>(null);

    private Inflated(String name, FileBytes packed, int size) {
        this.name = name;
        this.packed = packed;
        this.size = size;
    }

    /**
     * @param size size after inflation, as stated in the zip file
     * @throws Malformed if the packed bytes cannot inflate to that size, or if the size exceeds {@link #MAX_BYTES}
     */
    static FileBytes of(String name, FileBytes packed, long size) {
        if (size > MAX_BYTES || size / MAX_RATIO > packed.size()) {
            throw new Malformed("is a zip whose entry " + Printable.quote(name) + " claims to inflate from " + packed.size() + " to "
                    + size + " bytes", "save it again with torch.save, which does not compress");
        }
        return FileBytes.of(new Inflated(name, packed, (int) size), size);
    }

    @Override
    public synchronized byte[] get() {
        byte[] bytes = cached.get();
        if (bytes == null) {
            bytes = inflate();
            cached = new SoftReference<>(bytes);
        }
        return bytes;
    }

    private byte[] inflate() {
        byte[] input = packed.copy(0, packed.size()).array();
        byte[] bytes = new byte[size];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(input);
            int done = 0;
            while (done < size) {
                int count = inflater.inflate(bytes, done, size - done);
                if (count == 0) {
                    throw broken();
                }
                done += count;
            }
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw broken();
            }
            return bytes;
        } catch (DataFormatException _) {
            throw broken();
        } finally {
            inflater.end();
        }
    }

    private Malformed broken() {
        return new Malformed("is a zip whose entry " + Printable.quote(name) + " does not inflate to " + size + " bytes");
    }
}
