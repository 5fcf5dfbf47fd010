package resnet50.picture;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** The standard Huffman tables (ITU T.81, K.3). */
final class JpegTables {
    /** All four as one DHT segment. */
    static final byte[] STANDARD_HUFFMAN = segment();

    private JpegTables() {}

    private static byte[] segment() {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        write(tables, 0x00, JPEGHuffmanTable.StdDCLuminance);
        write(tables, 0x10, JPEGHuffmanTable.StdACLuminance);
        write(tables, 0x01, JPEGHuffmanTable.StdDCChrominance);
        write(tables, 0x11, JPEGHuffmanTable.StdACChrominance);
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        int length = tables.size() + 2;
        segment.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xC4, (byte) (length >> 8), (byte) length});
        segment.writeBytes(tables.toByteArray());
        return segment.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int classAndId, JPEGHuffmanTable table) {
        out.write(classAndId);
        short[] lengths = table.getLengths(); // number of codes of 1, 2, ... bits
        for (int bits = 0; bits < 16; bits++) {
            out.write(bits < lengths.length ? lengths[bits] : 0);
        }
        for (short value : table.getValues()) {
            out.write(value);
        }
    }
}
