package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static resnet50.weights.Refusals.assertRefused;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.WeightsFile;

class TorchLegacyFileTest {
    private static final byte[] MAGIC = new PickleBuilder()
            .raw(0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19)
            .stop();
    private static final byte[] PROTOCOL = new PickleBuilder().integer(1001).stop();
    private static final byte[] MACHINE = new PickleBuilder().ops("}").text("little_endian").raw(0x88).ops("s").stop();
    private static final byte[] ROOT = PickleBuilder.oneTensor(0, new long[] {2, 3}, new long[] {3, 1});
    private static final byte[] KEYS = new PickleBuilder().ops("]").text("0").ops("a").stop();
    private static final byte[] DATA = data(6, 24);

    @TempDir
    private Path folder;

    private static byte[] data(long elements, int bytes) {
        return ByteBuffer.allocate(8 + bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(elements).array();
    }

    private static byte[] file(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] keys(String... keys) {
        PickleBuilder pickle = new PickleBuilder().ops("](");
        for (String key : keys) {
            pickle.text(key);
        }
        return pickle.ops("e").stop();
    }

    @Test
    void readsAValidFile() {
        try (WeightsFile weights = Refusals.open(folder, file(MAGIC, PROTOCOL, MACHINE, ROOT, KEYS, DATA))) {
            assertArrayEquals(new float[6], weights.floats("w"));
        }
    }

    @Test
    void refusesOtherPickles() {
        assertRefused(folder, file(new PickleBuilder().integer(12).stop(), PROTOCOL), "torch's magic number");
        byte[] otherMagic = new PickleBuilder().raw(0x8a, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).stop();
        assertRefused(folder, file(otherMagic, PROTOCOL, MACHINE, ROOT, KEYS, DATA), "torch's magic number");
        byte[] protocol1000 = new PickleBuilder().integer(1000).stop();
        assertRefused(folder, file(MAGIC, protocol1000, MACHINE, ROOT, KEYS, DATA), "a protocol other than 1001");
        byte[] bigEndian = new PickleBuilder().ops("}").text("little_endian").raw(0x89).ops("s").stop();
        assertRefused(folder, file(MAGIC, PROTOCOL, bigEndian, ROOT, KEYS, DATA), "byte order other than little");
        assertRefused(folder, file(MAGIC, PROTOCOL, KEYS, ROOT, KEYS, DATA), "byte order other than little");
    }

    @Test
    void refusesWrongStorages() {
        assertRefused(folder, file(MAGIC, PROTOCOL, MACHINE, ROOT, ROOT, DATA), "lacks the list of its storages");
        assertRefused(folder, file(MAGIC, PROTOCOL, MACHINE, ROOT, keys("1"), DATA), "a storage that no tensor has");
        assertRefused(folder, file(MAGIC, PROTOCOL, MACHINE, ROOT, keys("0", "0"), DATA, DATA), "one twice");
        assertRefused(folder, file(MAGIC, PROTOCOL, MACHINE, ROOT, keys(), DATA), "lacks 1 of its storages");
        assertRefused(folder, file(MAGIC, PROTOCOL, MACHINE, ROOT, KEYS), "cut off before storage 0");
        assertRefused(folder, file(MAGIC, PROTOCOL, MACHINE, ROOT, KEYS, data(5, 24)), "has 5 elements in storage 0, not 6");
        assertRefused(folder, file(MAGIC, PROTOCOL, MACHINE, ROOT, KEYS, data(6, 23)), "cut off in storage 0");
        assertRefused(folder, file(MAGIC, PROTOCOL, MACHINE, ROOT, KEYS, data(6, 25)), "1 bytes after its last storage");
    }

    @Test
    void refusesAnElementCountThatOverflows() {
        long huge = Long.MAX_VALUE / 2;
        byte[] root = new PickleBuilder().ops("}").text("w").tensor(huge, 0, new long[] {6}, new long[] {1}).ops("s").stop();
        assertRefused(folder, file(MAGIC, PROTOCOL, MACHINE, root, KEYS, data(huge, 24)), "cut off in storage 0");
    }

    @Test
    void refusesATruncatedFile() {
        byte[] whole = file(MAGIC, PROTOCOL, MACHINE, ROOT, KEYS, DATA);
        assertRefused(folder, Arrays.copyOf(whole, MAGIC.length + PROTOCOL.length), "cut off");
    }
}
