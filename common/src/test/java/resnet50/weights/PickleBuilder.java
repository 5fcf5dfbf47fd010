package resnet50.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles opcode by opcode; tests also write invalid pickles. */
final class PickleBuilder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Begins a pickle of protocol 2. */
    PickleBuilder() {
        raw(0x80, 2);
    }

    PickleBuilder raw(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
        return this;
    }

    /** Appends opcodes that are letters. */
    PickleBuilder ops(String letters) {
        out.writeBytes(letters.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    PickleBuilder text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ops("X");
        out.writeBytes(littleEndian(4).putInt(utf8.length).array());
        out.writeBytes(utf8);
        return this;
    }

    PickleBuilder integer(long value) {
        raw(0x8a, 8);
        out.writeBytes(littleEndian(8).putLong(value).array());
        return this;
    }

    PickleBuilder global(String module, String name) {
        return ops("c" + module + "\n" + name + "\n");
    }

    PickleBuilder integers(long... values) {
        ops("(");
        for (long value : values) {
            integer(value);
        }
        return ops("t");
    }

    PickleBuilder storage(String key, String type, long elements) {
        return ops("(").text("storage").global("torch", type).text(key).text("cpu").integer(elements).ops("tQ");
    }

    /** Appends a tensor of floats in storage 0. */
    PickleBuilder tensor(long storageElements, long offset, long[] shape, long[] strides) {
        return global("torch._utils", "_rebuild_tensor_v2").ops("(").storage("0", "FloatStorage", storageElements)
                .integer(offset).integers(shape).integers(strides).raw(0x89).global("collections", "OrderedDict").ops(")RtR");
    }

    byte[] stop() {
        return ops(".").bytes();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** Returns a dict with a tensor {@code w} in a storage of six floats. */
    static byte[] oneTensor(long offset, long[] shape, long[] strides) {
        return new PickleBuilder().ops("}").text("w").tensor(6, offset, shape, strides).ops("s").stop();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
