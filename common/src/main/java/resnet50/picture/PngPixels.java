package resnet50.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates a PNG's data in small pieces, to see whether it is complete. */
final class PngPixels {
    /** Ample for metadata; Pillow's limit too. */
    private static final int MAX_TEXT_BYTES = 1 << 20;

    /** First column, first row, column step and row step of the seven passes of an interlaced picture. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

    /** How much of the pixels there is. */
    enum State {
        /** Pixels are missing or wrong. */
        INCOMPLETE,
        /** All pixels are there. */
        COMPLETE,
        /** All pixels are there, and zlib's checksum is right. */
        CHECKED
    }

    private PngPixels() {}

    /**
     * Judges pixels by their compressed form.
     *
     * @param header the body of the IHDR chunk
     * @param data   the bodies of all IDAT chunks
     */
    static State state(byte[] header, byte[] data) {
        long wanted = bytes(header);
        Inflater inflater = new Inflater();
        inflater.setInput(data);
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try {
            int count = inflater.inflate(buffer);
            while (count > 0 && total <= wanted) {
                total += count;
                count = inflater.inflate(buffer);
            }
            if (total == wanted && inflater.finished()) {
                return State.CHECKED;
            }
        } catch (DataFormatException _) {
            return State.INCOMPLETE;
        } finally {
            inflater.end();
        }
        return total < wanted ? State.INCOMPLETE : State.COMPLETE;
    }

    /** The inflated metadata; as much as there is if it is broken or too long. */
    static byte[] inflatedText(byte[] data) {
        Inflater inflater = new Inflater();
        inflater.setInput(data);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 13];
        try {
            int count = inflater.inflate(buffer);
            while (count > 0 && text.size() < MAX_TEXT_BYTES) {
                text.write(buffer, 0, count);
                count = inflater.inflate(buffer);
            }
        } catch (DataFormatException _) {
            // broken metadata is no reason to refuse a picture
        } finally {
            inflater.end();
        }
        return text.toByteArray();
    }

    /** Bytes of all rows with their filter bytes. */
    private static long bytes(byte[] header) {
        ByteBuffer in = Bytes.bigEndian(header);
        int width = in.getInt(0);
        int height = in.getInt(4);
        int samples = switch (header[9]) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        long bytes = 0;
        for (int[] pass : header[12] == 0 ? ONE_PASS : PASSES) {
            long columns = (width - pass[0] + pass[2] - 1L) / pass[2];
            long rows = (height - pass[1] + pass[3] - 1L) / pass[3];
            if (columns > 0 && rows > 0) {
                bytes += rows * (1 + (columns * samples * Bytes.unsignedByte(in, 8) + 7) / 8);
            }
        }
        return bytes;
    }
}
