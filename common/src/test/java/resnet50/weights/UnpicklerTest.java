package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static resnet50.weights.Refusals.assertRefused;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import resnet50.core.WeightsFile;

class UnpicklerTest {
    private static final long[] SHAPE = {2, 3};
    private static final long[] STRIDES = {3, 1};

    @TempDir
    private Path folder;

    private void assertPickleRefused(String part, Consumer<PickleBuilder> ops) {
        PickleBuilder pickle = new PickleBuilder();
        ops.accept(pickle);
        assertRefused(folder, ZipBuilder.torch(pickle.stop()).build(), part);
    }

    private void assertTensor(Consumer<PickleBuilder> ops) {
        PickleBuilder pickle = new PickleBuilder();
        ops.accept(pickle);
        try (WeightsFile weights = Refusals.open(folder, ZipBuilder.torch(pickle.stop()).build())) {
            assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, weights.floats("w"));
            assertEquals(1, weights.tensors().size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "posix, system, os.system", "nt, system, os.system", "os, system, os.system", "builtins, eval, builtins.eval",
        "torch, QInt8Storage, torch.QInt8Storage", "torch.storage, _load_from_bytes, torch.storage._load_from_bytes",
        "collections, OrderedDict.fromkeys, collections.OrderedDict.fromkeys", "'', '', .",
    })
    void refusesGlobalsThatAreNotOnTheList(String module, String name, String shown) {
        String part = "is a pickled object of " + shown + ", not a dict of tensors; it was not run";
        assertPickleRefused(part, p -> p.global(module, name));
        assertPickleRefused(part, p -> p.text(module).text(name).raw(0x93));
        assertPickleRefused(part, p -> p.global(module, name).text("touch x").raw(0x85).ops("R"));
        assertPickleRefused(part, p -> p.global(module, name).ops(")").raw(0x81).ops("}b"));
        String beside = "refused: pickle wants GLOBAL " + shown + ";";
        assertPickleRefused(beside, p -> p.ops("}").text("w").tensor(6, 0, SHAPE, STRIDES).ops("s").text("x").global(module, name)
                .ops(")Rs"));
    }

    @ParameterizedTest
    @CsvSource({"105, INST", "111, OBJ", "80, PERSID", "130, EXT", "255, 0xff", "151, 0x97"})
    void refusesUnknownOpcodes(int opcode, String name) {
        assertPickleRefused("refused: pickle wants opcode " + name, p -> p.ops("}").ops(")").raw(opcode));
    }

    @Test
    void readsEveryFormOfADictOfTensors() {
        assertTensor(p -> p.ops("}(").text("w").tensor(6, 0, SHAPE, STRIDES).ops("u"));
        assertTensor(p -> p.global("collections", "OrderedDict").ops(")R").text("w").tensor(6, 0, SHAPE, STRIDES).ops("s"));
        assertTensor(p -> p.global("collections", "OrderedDict").ops("(](").ops("]").text("w").ops("a")
                .tensor(6, 0, SHAPE, STRIDES)
                .ops("aetR"));
        assertTensor(p -> p.global("collections", "OrderedDict").ops(")R").text("w").tensor(6, 0, SHAPE, STRIDES).ops("s")
                .ops("}").text("_metadata").ops("Nsb"));
        assertTensor(p -> p.ops("}").text("epoch").integer(3).ops("s").text("state_dict").ops("}").text("module.w")
                .tensor(6, 0, SHAPE, STRIDES).ops("ss"));
        assertTensor(p -> p.ops("}").text("w").global("torch._utils", "_rebuild_parameter").ops("(").tensor(6, 0, SHAPE, STRIDES)
                .raw(0x89).ops("}tR").ops("s"));
    }

    @Test
    void readsOpcodesOfNewerProtocols() {
        assertTensor(p -> p.raw(0x80, 4, 0x95, 1, 0, 0, 0, 0, 0, 0, 0).ops("}").raw(0x94).raw(0x8c, 1, 'w').raw(0x94)
                .tensor(6, 0, SHAPE, STRIDES).ops("s0").ops("h").raw(0));
        assertTensor(p -> p.ops("}").raw(0x8d, 1, 0, 0, 0, 0, 0, 0, 0, 'w').tensor(6, 0, SHAPE, STRIDES).ops("s"));
        assertTensor(p -> p.ops("}U").raw(1, 'w').tensor(6, 0, SHAPE, STRIDES).ops("s"));
    }

    @Test
    void skipsOtherContentOfACheckpoint() {
        assertTensor(p -> p.ops("}(").text("best").ops("G").raw(0x3f, 0xf0, 0, 0, 0, 0, 0, 0)
                .text("list").ops("](N").raw(0x88, 0x89).ops("K").raw(1).ops("M").raw(1, 2).ops("J").raw(1, 2, 3, 4).ops("e")
                .text("long").raw(0x8b, 9, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                .text("tuples").ops("N").raw(0x85).ops("N").raw(0x86).ops("NN").raw(0x87)
                .text("popped").ops("(NN1N")
                .integer(7).ops("N")
                .text("state_dict").ops("}").text("w").tensor(6, 0, SHAPE, STRIDES).ops("su"));
    }

    @Test
    void refusesReduceAndBuildOfUnknownObjects() {
        assertPickleRefused("call something that is not a known name", p -> p.text("os.system").ops(")R"));
        assertPickleRefused("call something that is not a known name", p -> p.global("collections", "OrderedDict").ops("]R"));
        assertPickleRefused("call a storage's type", p -> p.global("torch", "FloatStorage").ops(")R"));
        assertPickleRefused("BUILD on something other than an OrderedDict", p -> p.ops("}}b"));
        assertPickleRefused("BUILD on something other than an OrderedDict", p -> p.ops("]}b"));
        assertPickleRefused("BUILD on something", p -> p.global("collections", "OrderedDict").ops(")RNb"));
    }

    @Test
    void refusesAppendAndSetItemOfOtherTypes() {
        assertPickleRefused("appends to something other than a list", p -> p.ops("}Na"));
        assertPickleRefused("appends to something other than a list", p -> p.ops(")(Ne"));
        assertPickleRefused("sets an item of something other than a dict", p -> p.ops("]NNs"));
        assertPickleRefused("sets an item of something other than a dict", p -> p.ops("](NNu"));
        assertPickleRefused("sets an item without a value", p -> p.ops("}(Nu"));
    }

    @Test
    void dropsItemsWhoseKeysAreNeitherTextsNorIntegers() {
        assertTensor(p -> p.ops("})").tensor(6, 0, SHAPE, STRIDES).ops("s").text("w").tensor(6, 0, SHAPE, STRIDES).ops("s"));
    }

    @Test
    void objectsWithoutContentAcceptArgumentsStateAndItems() {
        assertPickleRefused("has a pickled object at x of collections.Counter", p -> p.ops("}").text("x")
                .global("collections", "Counter").ops("}").raw(0x85).ops("R(NNu](Ne0Na").text("key").ops("Ns}bs"));
        assertPickleRefused("has a pickled object at x of set", p -> p.ops("}").text("x").raw(0x8f).ops("(NN").raw(0x90).ops("s"));
        assertPickleRefused("has a pickled object at x of frozenset", p -> p.ops("}").text("x").ops("(NN").raw(0x91).ops("s"));
        assertPickleRefused("has a pickled object at x of bytes", p -> p.ops("}").text("x").ops("C").raw(2, 1, 2).ops("s"));
        assertPickleRefused("has a pickled object at x of bytes",
                p -> p.ops("}").text("x").raw(0x8e, 2, 0, 0, 0, 0, 0, 0, 0, 1, 2).ops("s"));
        assertPickleRefused("cut off", p -> p.raw(0x8e, 0, 0, 0, 0, 0, 0, 0, 0x80));
        assertPickleRefused("an object of something that is not a class", p -> p.text("x").ops(")").raw(0x81));
    }

    @Test
    void refusesWrongUseOfStackMarksAndMemo() {
        assertPickleRefused("takes more from its stack", p -> p.ops("0"));
        assertPickleRefused("takes more from its stack", p -> p.ops("N(0"));
        assertPickleRefused("takes more from its stack", p -> p.ops("N").raw(0x86));
        assertPickleRefused("takes more from its stack", p -> p.ops("q").raw(0));
        assertPickleRefused("takes more from its stack", p -> p.ops(""));
        assertPickleRefused("mark that was never set", p -> p.ops("t"));
        assertPickleRefused("leaves something on its stack", p -> p.ops("NN"));
        assertPickleRefused("takes more from its stack", p -> p.ops("N("));
        assertPickleRefused("recalls memo 7", p -> p.ops("h").raw(7));
        assertPickleRefused("recalls memo 4294967295", p -> p.ops("j").raw(255, 255, 255, 255));
    }

    @Test
    void refusesLengthsBeyondTheEnd() {
        assertPickleRefused("cut off", p -> p.ops("X").raw(255, 255, 255, 255));
        assertPickleRefused("cut off", p -> p.raw(0x8d, 0, 0, 0, 0, 0, 0, 0, 0x80));
        assertPickleRefused("cut off", p -> p.raw(0x8a, 20));
        assertPickleRefused("an integer of 200 bytes", p -> p.raw(0x8a, 200));
        assertPickleRefused("an integer of 4294967295 bytes", p -> p.raw(0x8b, 255, 255, 255, 255));
        assertPickleRefused("frame that goes beyond", p -> p.raw(0x95, 255, 0, 0, 0, 0, 0, 0, 0));
        assertPickleRefused("frame that goes beyond", p -> p.raw(0x95, 0, 0, 0, 0, 0, 0, 0, 0x80));
        assertPickleRefused("a name of more than 256 bytes", p -> p.ops("c" + "a".repeat(300) + "\nb\n"));
        assertPickleRefused("cut off", p -> p.ops("cos"));
        assertPickleRefused("is not UTF-8", p -> p.ops("U").raw(1, 0xff));
        assertRefused(folder, ZipBuilder.torch(new PickleBuilder().ops("N").bytes()).build(), "cut off");
    }

    @Test
    void readsTextsAcrossBlockBoundaries() {
        for (int length = 65_530; length < 65_550; length++) {
            String filler = "x".repeat(length);
            assertTensor(p -> p.ops("}").text(filler).ops("0").text("w").tensor(6, 0, SHAPE, STRIDES).ops("s"));
        }
    }

    @Test
    void refusesOtherProtocols() {
        assertRefused(folder, ZipBuilder.torch(new byte[] {'N', '.'}).build(), "does not begin with its protocol");
        assertRefused(folder, ZipBuilder.torch(new byte[] {(byte) 0x80, 6, '.'}).build(), "protocol 6");
        assertRefused(folder, ZipBuilder.torch(new byte[] {(byte) 0x80, 1, '.'}).build(), "protocol 1,");
    }

    @Test
    @Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD)
    void limitsTheNumberOfOpcodes() {
        byte[] endless = new PickleBuilder().ops("N0".repeat(1_500_000)).stop();
        assertRefused(folder, ZipBuilder.torch(endless).build(), "more than 2000000 opcodes");
    }

    @Test
    @Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD)
    void refusesExponentiallyNestedTuplesInBoundedTime() {
        PickleBuilder pickle = new PickleBuilder().ops(")q").raw(0);
        for (int i = 0; i < 200; i++) {
            pickle.ops("0h").raw(0).ops("h").raw(0, 0x86).ops("q").raw(0);
        }
        assertRefused(folder, ZipBuilder.torch(pickle.stop()).build(), "no dict of tensors");
        assertPickleRefused("no dict of tensors", p -> p.ops("]q").raw(0).ops("h").raw(0).ops("a"));
    }

    @Test
    void refusesInvalidPersistentIds() {
        String part = "persistent id in its pickle that is not a storage's";
        assertPickleRefused(part, p -> p.text("storage").ops("Q"));
        assertPickleRefused(part, p -> p.ops(")Q"));
        assertPickleRefused(part, p -> p.ops("(").text("module").global("torch", "FloatStorage").text("0").text("cpu")
                .integer(6).ops("tQ"));
        assertPickleRefused(part, p -> p.ops("(").text("storage").global("collections", "OrderedDict").text("0").text("cpu")
                .integer(6)
                .ops("tQ"));
        assertPickleRefused(part, p -> p.ops("(").text("storage").global("torch", "FloatStorage").text("0").text("cpu")
                .integer(-1)
                .ops("tQ"));
        assertPickleRefused("view of another", p -> p.ops("(").text("storage").global("torch", "FloatStorage").text("0")
                .text("cpu")
                .integer(6).ops(")tQ"));
        assertPickleRefused("its storage 0 in two ways", p -> p.storage("0", "FloatStorage", 6).storage("0", "IntStorage", 6));
        // the second tensor reads past the end of the first storage
        assertPickleRefused("its storage 0 in two ways",
                p -> p.storage("0", "FloatStorage", 6).storage("0", "FloatStorage", 600));
    }

    @Test
    void refusesCallsWithWrongArguments() {
        assertPickleRefused("_rebuild_tensor_v2 with the wrong", p -> p.global("torch._utils", "_rebuild_tensor_v2").ops(")R"));
        assertPickleRefused("_rebuild_parameter with the wrong", p -> p.global("torch._utils", "_rebuild_parameter").ops(")R"));
        assertPickleRefused("OrderedDict with something",
                p -> p.global("collections", "OrderedDict").ops("N").raw(0x85).ops("R"));
        assertPickleRefused("OrderedDict with something",
                p -> p.global("collections", "OrderedDict").ops("]Na").raw(0x85).ops("R"));
        assertPickleRefused("wrong arguments", p -> p.tensor(6, 0, new long[] {6}, new long[] {}));
        assertPickleRefused("wrong arguments", p -> p.tensor(6, 0, new long[40], new long[40]));
        assertPickleRefused("not an integer", p -> p.global("torch._utils", "_rebuild_tensor_v2").ops("(")
                .storage("0", "FloatStorage", 6)
                .integer(0).ops("N").raw(0x85).ops("N").raw(0x85, 0x89).ops("NtR"));
    }

    @Test
    void refusesObjectsThatAreNotStateDicts() {
        assertPickleRefused("no dict of tensors", p -> p.ops("N"));
        assertPickleRefused("holds no dict of tensors; it holds epoch, model",
                p -> p.ops("}(").text("epoch").ops("N").text("model").ops("}u"));
    }

    /** Parameters: offset, shape and strides in a storage of six elements. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        " 1 | 2 3 | 3 1 | reaches element 6",
        " 6 | 1   | 1   | reaches element 6",
        " 6 |     |     | reaches element 6",
        " 0 | 7   | 1   | shows 7 elements",
        " 0 | 7   | 0   | shows 7 elements of a storage of 6",
        " 0 | 1099511627776 | 0 | shows 1099511627776 elements",
        " 0 | 2 2 | 5 1 | reaches element 6",
        "-1 | 2 3 | 3 1 | negative offset or stride",
        " 5 | 2   | -1  | negative offset or stride",
        " 0 | -2 -3 | 3 1 | negative size",
        " 0 | 4294967296 4294967296 | 1 1 | impossible shape",
        " 0 | 2 2 | 9223372036854775807 1 | impossible stride",
        " 9223372036854775807 | 2 | 1 | impossible stride",
    })
    void refusesViewsBeyondTheirStorage(long offset, String shape, String strides, String part) {
        byte[] pickle = PickleBuilder.oneTensor(offset, longs(shape), longs(strides));
        assertRefused(folder, ZipBuilder.torch(pickle).build(), part);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 | 3 2 | 1 3 | 0 3 1 4 2 5",
        "0 | 2 3 | 3 1 | 0 1 2 3 4 5",
        "1 | 2   | 4   | 1 5",
        "5 |     |     | 5",
        "2 | 1 1 | 99 7 | 2",
        "0 | 2 2 | 0 1 | 0 1 0 1",
        "0 | 2 1 2 | 3 50 1 | 0 1 3 4",
        "0 | 0 3 | 3 1 | ''",
        "6 | 0   | 1   | ''",
    })
    void gathersTheElementsOfViews(long offset, String shape, String strides, String expected) {
        byte[] pickle = PickleBuilder.oneTensor(offset, longs(shape), longs(strides));
        long[] wanted = longs(expected);
        float[] floats = new float[wanted.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = wanted[i];
        }
        try (WeightsFile weights = Refusals.open(folder, ZipBuilder.torch(pickle).build())) {
            assertArrayEquals(floats, weights.floats("w"));
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "'01', 1", "'ff', -1", "'80', -128", "'ff00', 255", "'00000080', -2147483648",
        "'ffffffffffffff7f', 9223372036854775807", "'000000000000008000', 9223372036854775808"})
    void integersOfAnyLengthKeepTheirSign(String bytes, BigInteger expected) {
        byte[] raw = HexFormat.of().parseHex(bytes);
        BigInteger value = switch (new PickleInput(FileBytes.of(raw)).integer(raw.length)) {
            case Pickled.Int(long small) -> BigInteger.valueOf(small);
            case Pickled.BigInt(BigInteger big) -> big;
            default -> throw new AssertionError();
        };
        assertEquals(expected, value);
    }

    private static long[] longs(String text) {
        return text == null || text.isBlank()
                ? new long[0]
                : Arrays.stream(text.strip().split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }
}
