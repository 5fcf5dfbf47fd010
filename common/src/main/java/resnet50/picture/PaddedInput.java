package resnet50.picture;

import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file in memory with eight zeros after its end, as many bytes as a decoder reads ahead. Reading more is an error.
 * TwelveMonkeys' decoder of lossless WebP takes the end of a stream for an endless supply of bits: without the error, it
 * makes up the rest of a picture, and from a kilobyte up to 65,536 sets of codes.
 */
final class PaddedInput extends ImageInputStreamImpl {
    private static final int PADDING = Long.BYTES;

    private final byte[] file;
    private final int end;

    /** @param end number of bytes before the zeros */
    PaddedInput(byte[] file, int end) {
        this.file = file;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        read(one, 0, 1);
        return one[0] & 0xff;
    }

    /** @throws IIOException beyond the zeros */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        checkClosed();
        bitOffset = 0;
        int count = (int) Math.min(length, (long) end + PADDING - streamPos);
        if (count < 1) {
            throw new IIOException("its pixels are cut off");
        }
        int present = Math.clamp(end - streamPos, 0, count);
        System.arraycopy(file, (int) Math.min(streamPos, end), bytes, offset, present);
        Arrays.fill(bytes, offset + present, offset + count, (byte) 0);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return end;
    }
}
