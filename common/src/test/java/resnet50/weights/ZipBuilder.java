package resnet50.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes zips of stored entries and returns the offsets of their headers, so that tests can corrupt them. */
final class ZipBuilder {
    private final boolean zip64;
    private final List<String> names = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();
    private final List<Integer> locals = new ArrayList<>();
    private final List<Integer> centrals = new ArrayList<>();
    private int end;

    /** @param zip64 whether to write zip64 fields for all sizes and offsets, although they are small */
    ZipBuilder(boolean zip64) {
        this.zip64 = zip64;
    }

    ZipBuilder add(String name, byte[] content) {
        names.add(name);
        contents.add(content);
        return this;
    }

    /** Builds a file as {@code torch.save} does, with one storage of the floats 0 to 5. */
    static ZipBuilder torch(byte[] pickle) {
        return torch(false, pickle);
    }

    static ZipBuilder torch(boolean zip64, byte[] pickle) {
        ByteBuffer floats = ByteBuffer.allocate(6 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 6; i++) {
            floats.putFloat(i);
        }
        return new ZipBuilder(zip64).add("archive/data.pkl", pickle).add("archive/data/0", floats.array());
    }

    byte[] build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < names.size(); i++) {
            locals.add(out.size());
            byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
            int size = contents.get(i).length;
            out.writeBytes(buffer(30).putInt(0x04034b50).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0)
                    .putInt(0).putInt(size).putInt(size).putShort((short) name.length).putShort((short) 0).array());
            out.writeBytes(name);
            out.writeBytes(contents.get(i));
        }
        int start = out.size();
        for (int i = 0; i < names.size(); i++) {
            centrals.add(out.size());
            byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
            int size = contents.get(i).length;
            out.writeBytes(buffer(46).putInt(0x02014b50).putInt(0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(0)
                    .putInt(zip64 ? -1 : size).putInt(zip64 ? -1 : size).putShort((short) name.length)
                    .putShort((short) (zip64 ? 28 : 0)).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0)
                    .putInt(zip64 ? -1 : locals.get(i)).array());
            out.writeBytes(name);
            if (zip64) {
                out.writeBytes(buffer(28).putShort((short) 1).putShort((short) 24).putLong(size).putLong(size)
                        .putLong(locals.get(i)).array());
            }
        }
        int size = out.size() - start;
        if (zip64) {
            int end64 = out.size();
            out.writeBytes(buffer(56).putInt(0x06064b50).putLong(44).putInt(0).putInt(0).putInt(0).putLong(names.size())
                    .putLong(names.size()).putLong(size).putLong(start).array());
            out.writeBytes(buffer(20).putInt(0x07064b50).putInt(0).putLong(end64).putInt(1).array());
        }
        end = out.size();
        short count = (short) (zip64 ? -1 : names.size());
        out.writeBytes(buffer(22).putInt(0x06054b50).putInt(0).putShort(count).putShort(count).putInt(zip64 ? -1 : size)
                .putInt(zip64 ? -1 : start).putShort((short) 0).array());
        return out.toByteArray();
    }

    /** Returns the offset of an entry's local header in the built file. */
    int local(int entry) {
        return locals.get(entry);
    }

    /** Returns the offset of an entry's header in the central directory of the built file. */
    int central(int entry) {
        return centrals.get(entry);
    }

    /** Returns the offset of the end record in the built file. */
    int end() {
        return end;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
