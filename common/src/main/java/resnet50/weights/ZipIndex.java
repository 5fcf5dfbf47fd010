package resnet50.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.Printable;

/**
 * The positions of a zip's entries, so that they can be read in place (APPNOTE.TXT 6.3, including zip64).
 * {@link java.util.zip.ZipFile} copies every entry through a stream and does not expose its position. Entries are
 * stored or deflated.
 */
final class ZipIndex {
    static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int LOCATOR64_SIGNATURE = 0x07064b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int END64_BYTES = 56;
    private static final int LOCATOR64_BYTES = 20;
    private static final int BLOCK_BYTES = 1 << 14;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final long MAX_DIRECTORY_BYTES = 64L << 20;
    private static final int MAX_ENTRIES = 100_000;
    private static final int EXTRA_ZIP64 = 1;
    private static final long IN_ZIP64 = 0xFFFFFFFFL;
    /** Flags of an entry that is encrypted, strongly encrypted, or has a masked header. */
    private static final int FLAGS_ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    /** Flag of an entry whose local header does not state the sizes. */
    private static final int FLAG_SIZES_FOLLOW = 1 << 3;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /**
     * @param start  position of the entry's bytes in the file
     * @param packed size in the file, in bytes
     * @param size   size after inflation, in bytes; equals {@code packed} if the entry is stored
     * @param crc    CRC-32 of the inflated bytes, as the central directory states it
     */
    record Entry(String name, long start, long packed, long size, boolean deflated, int crc) {
        /** Returns the entry's bytes. A deflated entry is inflated at the first read. */
        FileBytes bytes(FileBytes file) {
            FileBytes raw = file.slice(start, packed);
            return deflated ? Inflated.of(name, raw, size) : raw;
        }
    }

    /** An entry of the central directory. */
    private record Central(String name, int nameBytes, int flags, int method, int crc, long packed, long size, long header)
            implements Comparable<Central> {
        /** Orders entries by position in the file. */
        @Override
        public int compareTo(Central other) {
            return Long.compare(header, other.header);
        }
    }

    private record Directory(long start, long size, long entries) {}

    private final FileBytes file;
    private ByteBuffer block = ByteBuffer.allocate(0); // a part of the file
    private long blockStart;

    private ZipIndex(FileBytes file) {
        this.file = file;
    }

    /** Returns all entries by name, in the central directory's order; throws {@link Malformed}. */
    static Map<String, Entry> read(FileBytes file) {
        return new ZipIndex(file).read();
    }

    private Map<String, Entry> read() {
        Directory directory = directory();
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Central> centrals = centrals(directory);
        for (Central central : centrals) {
            if (entries.put(central.name, entry(central, directory.start)) != null) {
                throw new Malformed("is a zip with two entries named " + Printable.quote(central.name));
            }
        }
        requireNoOverlap(centrals, entries);
        return entries;
    }

    private Directory directory() {
        long end = end();
        ByteBuffer record = file.copy(end, END_BYTES);
        Directory directory = new Directory(u32(record, 16), u32(record, 12), u16(record, 10));
        if (u16(record, 4) != 0 || u16(record, 6) != 0) {
            throw new Malformed("is a zip in several parts");
        }
        long limit = end;
        long locator = end - LOCATOR64_BYTES;
        if (locator >= 0 && LittleEndian.i32(file, locator) == LOCATOR64_SIGNATURE) {
            limit = LittleEndian.i64(file, locator + 8);
            if (limit < 0 || limit > locator - END64_BYTES || LittleEndian.i32(file, limit) != END64_SIGNATURE) {
                throw new Malformed("is a zip whose zip64 end record is not where it should be");
            }
            directory = new Directory(
                    LittleEndian.i64(file, limit + 48), LittleEndian.i64(file, limit + 40), LittleEndian.i64(file, limit + 32));
        }
        if (directory.start < 0 || directory.size < 0 || directory.start > limit || directory.size > limit - directory.start) {
            throw new Malformed("is a zip whose central directory is not where it should be");
        }
        if (directory.entries < 0 || directory.entries > MAX_ENTRIES) {
            throw new Malformed("is a zip that claims " + Long.toUnsignedString(directory.entries) + " entries");
        }
        return directory;
    }

    /** Returns the position of the end record, which only a comment follows. */
    private long end() {
        long tailStart = Math.max(0, file.size() - END_BYTES - MAX_COMMENT);
        ByteBuffer tail = file.copy(tailStart, file.size() - tailStart);
        int last = tail.limit() - END_BYTES;
        for (int at = last; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE && u16(tail, at + 20) == last - at) {
                return tailStart + at;
            }
        }
        throw new Malformed("is a zip without an end: the file is cut off", "fetch it again");
    }

    private List<Central> centrals(Directory directory) {
        if (directory.size > MAX_DIRECTORY_BYTES) {
            throw new Malformed("is a zip with a central directory of " + directory.size + " bytes");
        }
        byte[] raw = file.copy(directory.start, directory.size).array();
        ByteBuffer bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        List<Central> centrals = new ArrayList<>();
        int at = 0;
        for (long i = 0; i < directory.entries; i++) {
            if (bytes.limit() - at < CENTRAL_BYTES || bytes.getInt(at) != CENTRAL_SIGNATURE) {
                throw new Malformed("is a zip with a broken central directory");
            }
            int nameBytes = u16(bytes, at + 28);
            int extraBytes = u16(bytes, at + 30);
            int next = at + CENTRAL_BYTES + nameBytes + extraBytes + u16(bytes, at + 32);
            if (next > bytes.limit()) {
                throw new Malformed("is a zip with a broken central directory");
            }
            String name = LittleEndian.utf8(raw, at + CENTRAL_BYTES, nameBytes, "a name in the zip");
            Central plain = new Central(
                    name, nameBytes, u16(bytes, at + 8), u16(bytes, at + 10), bytes.getInt(at + 16), u32(bytes, at + 20),
                    u32(bytes, at + 24), u32(bytes, at + 42));
            int extra = at + CENTRAL_BYTES + nameBytes;
            centrals.add(withZip64(plain, bytes.slice(extra, extraBytes).order(ByteOrder.LITTLE_ENDIAN)));
            at = next;
        }
        if (at != bytes.limit()) {
            throw new Malformed("is a zip with more in its central directory than it says");
        }
        return centrals;
    }

    /**
     * Resolves sizes and offsets of 4 GiB and more. An extra field holds them in this order, and only those that do not
     * fit into 32 bits.
     */
    private static Central withZip64(Central c, ByteBuffer extra) {
        int needed = (c.size == IN_ZIP64 ? 8 : 0) + (c.packed == IN_ZIP64 ? 8 : 0) + (c.header == IN_ZIP64 ? 8 : 0);
        if (needed == 0) {
            return c;
        }
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int fieldBytes = Short.toUnsignedInt(extra.getShort());
            if (fieldBytes > extra.remaining()) {
                break;
            }
            if (id == EXTRA_ZIP64 && fieldBytes >= needed) {
                long size = c.size == IN_ZIP64 ? extra.getLong() : c.size;
                long packed = c.packed == IN_ZIP64 ? extra.getLong() : c.packed;
                long header = c.header == IN_ZIP64 ? extra.getLong() : c.header;
                return new Central(c.name, c.nameBytes, c.flags, c.method, c.crc, packed, size, header);
            }
            extra.position(extra.position() + fieldBytes);
        }
        throw new Malformed("is a zip whose entry " + Printable.quote(c.name) + " lacks its zip64 sizes");
    }

    private Entry entry(Central c, long directoryStart) {
        if ((c.flags & FLAGS_ENCRYPTED) != 0) {
            throw badEntry(c, "is encrypted");
        }
        if (c.method != STORED && c.method != DEFLATED) {
            throw badEntry(c, "is compressed by method " + c.method + ", which is not read");
        }
        if (c.method == STORED && c.packed != c.size) {
            throw badEntry(c, "has two sizes");
        }
        if (c.header < 0 || c.header > directoryStart - LOCAL_BYTES) {
            throw badEntry(c, "is not where the central directory says");
        }
        // includes the name if its length is as expected
        load(c.header, Math.min((long) LOCAL_BYTES + c.nameBytes, directoryStart - c.header));
        int at = (int) (c.header - blockStart);
        if (block.getInt(at) != LOCAL_SIGNATURE) {
            throw badEntry(c, "is not where the central directory says");
        }
        int nameBytes = u16(block, at + 26);
        long start = c.header + LOCAL_BYTES + nameBytes + u16(block, at + 28);
        if (c.size < 0 || c.packed < 0 || start > directoryStart || c.packed > directoryStart - start) {
            throw badEntry(c, "runs into the central directory");
        }
        String localName = nameBytes == c.nameBytes
                ? LittleEndian.utf8(block.array(), at + LOCAL_BYTES, nameBytes, "a name in the zip")
                : LittleEndian.utf8(file, c.header + LOCAL_BYTES, nameBytes, "a name in the zip");
        if (!localName.equals(c.name)) {
            throw badEntry(c, "is named " + Printable.quote(localName) + " in its own header");
        }
        int localFlags = u16(block, at + 6);
        long localSize = u32(block, at + 22);
        boolean sizeKnown = (localFlags & FLAG_SIZES_FOLLOW) == 0 && localSize != IN_ZIP64;
        if (u16(block, at + 8) != c.method || (localFlags & FLAGS_ENCRYPTED) != 0 || (sizeKnown && localSize != c.size)) {
            throw badEntry(c, "is described differently in its own header");
        }
        return new Entry(c.name, start, c.packed, c.size, c.method == DEFLATED, c.crc);
    }

    /** Loads bytes into the block. Headers of small entries are close together, and a read costs more than a copy. */
    private void load(long offset, long length) {
        if (offset < blockStart || offset + length > blockStart + block.limit()) {
            block = file.copy(offset, Math.min(file.size() - offset, Math.max(length, BLOCK_BYTES)));
            blockStart = offset;
        }
    }

    private static void requireNoOverlap(List<Central> centrals, Map<String, Entry> entries) {
        long free = 0;
        List<Central> sorted = new ArrayList<>(centrals);
        Collections.sort(sorted);
        for (Central c : sorted) {
            if (c.header < free) {
                throw badEntry(c, "overlaps another");
            }
            Entry entry = entries.get(c.name);
            free = entry.start + entry.packed;
        }
    }

    private static Malformed badEntry(Central c, String what) {
        return new Malformed("is a zip whose entry " + Printable.quote(c.name) + " " + what);
    }

    private static int u16(ByteBuffer bytes, int offset) {
        return Short.toUnsignedInt(bytes.getShort(offset));
    }

    private static long u32(ByteBuffer bytes, int offset) {
        return Integer.toUnsignedLong(bytes.getInt(offset));
    }
}
