package resnet50.weights;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import resnet50.core.Printable;

/** Compares the CRC-32 of each zip entry with the central directory. Reads the whole file. */
final class ZipChecksums {
    private static final int BLOCK = 1 << 16;

    private ZipChecksums() {}

    static boolean isZip(FileBytes file) {
        return file.size() >= Integer.BYTES && file.copy(0, Integer.BYTES).getInt() == ZipIndex.LOCAL_SIGNATURE;
    }

    /** @throws Malformed if an entry differs; names the first one */
    static void check(FileBytes file) {
        for (ZipIndex.Entry entry : ZipIndex.read(file).values()) {
            FileBytes bytes = entry.bytes(file);
            CRC32 crc = new CRC32();
            for (long done = 0; done < bytes.size(); done += BLOCK) {
                ByteBuffer block = bytes.copy(done, Math.min(BLOCK, bytes.size() - done));
                crc.update(block);
            }
            if ((int) crc.getValue() != entry.crc()) {
                throw new Malformed(
                        "is a zip whose entry " + Printable.quote(entry.name()) + " has CRC-32 " + hex((int) crc.getValue()) + ", not "
                                + hex(entry.crc()),
                        "it was damaged, fetch it again; torch.save without set_crc32_options(False) writes true ones");
            }
        }
    }

    private static String hex(int crc) {
        return String.format("%08x", crc);
    }
}
