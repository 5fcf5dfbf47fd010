package resnet50.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import resnet50.weights.Pickled.Atom;
import resnet50.weights.Pickled.Dict;
import resnet50.weights.Pickled.Int;
import resnet50.weights.Pickled.Opaque;
import resnet50.weights.Pickled.Real;
import resnet50.weights.Pickled.Sequence;
import resnet50.weights.Pickled.Text;
import resnet50.weights.Pickled.Tuple;

/**
 * A pickle machine for weights. It builds dicts, lists, tuples, numbers and texts, and passes the names of
 * {@link AllowedGlobal} to {@link TorchObjects}. Every other name becomes an {@link Opaque} without content. Calling an
 * opaque value returns another opaque value; its state and items are dropped. No class is loaded and no code of the
 * file runs. Opcodes are those of Python's {@code pickletools}, protocols 2 to 5.
 */
final class Unpickler {
    /** A tensor takes about 35 opcodes; ResNet-152 has 932 tensors. */
    private static final int MAX_OPCODES = 2_000_000;

    private static final long MAX_BYTES = 64L << 20;
    private static final int MIN_PROTOCOL = 2;
    private static final int MAX_PROTOCOL = 5;

    private final PickleInput in;
    private final TorchObjects torch;
    /** An array instead of a collection, because a JVM that has just started interprets every call. */
    private Pickled[] stack = new Pickled[64];

    private int height;
    /** Height of the stack at the innermost open MARK; values below it are not accessible. */
    private int floor;
    /** Floors of the enclosing open MARKs. */
    private final List<Integer> outerFloors = new ArrayList<>();

    private Pickled[] memo = new Pickled[1024];
    private int memos;

    private Unpickler(FileBytes bytes, TorchObjects torch) {
        this.in = new PickleInput(bytes.slice(0, Math.min(bytes.size(), MAX_BYTES)));
        this.torch = torch;
    }

    /**
     * @param value  the unpickled value
     * @param length number of bytes consumed
     */
    record Result(Pickled value, long length) {}

    /**
     * Reads the pickle at the start of the bytes.
     *
     * @param bytes bytes that begin with the pickle and may extend beyond it
     * @param torch collects the storages that the pickle names
     */
    static Result load(FileBytes bytes, TorchObjects torch) {
        Unpickler machine = new Unpickler(bytes, torch);
        Pickled value = machine.run();
        return new Result(value, machine.in.position());
    }

    private Pickled run() {
        if (in.u8() != 0x80) {
            throw new Malformed("has a pickle that does not begin with its protocol");
        }
        requireProtocol();
        for (int count = 0; count < MAX_OPCODES; count++) {
            int opcode = in.u8();
            if (opcode == '.') {
                Pickled value = pop();
                if (height > 0 || !outerFloors.isEmpty()) {
                    throw new Malformed("has a pickle that leaves something on its stack");
                }
                return value;
            }
            step(opcode);
        }
        throw new Malformed("has a pickle of more than " + MAX_OPCODES + " opcodes");
    }

    private void step(int opcode) {
        switch (opcode) {
            case 0x80 -> requireProtocol();
            case 0x95 -> in.skipFrameHeader();
            case '(' -> mark();
            case 'N' -> push(Atom.NONE);
            case 0x88 -> push(Atom.TRUE);
            case 0x89 -> push(Atom.FALSE);
            case 'J' -> push(new Int(in.i32()));
            case 'K' -> push(new Int(in.u8()));
            case 'M' -> push(new Int(in.u16()));
            case 0x8a -> push(in.integer(in.u8()));
            case 0x8b -> push(in.integer(in.u32()));
            case 'G' -> push(new Real(in.bigEndianDouble()));
            case 'X', 'T' -> push(new Text(in.text(in.u32())));
            case 0x8c, 'U' -> push(new Text(in.text(in.u8())));
            case 0x8d -> push(new Text(in.text(in.i64())));
            case ')' -> push(new Tuple(List.of()));
            case 0x85 -> push(new Tuple(popSome(1)));
            case 0x86 -> push(new Tuple(popSome(2)));
            case 0x87 -> push(new Tuple(popSome(3)));
            case 't' -> push(new Tuple(popToMark()));
            case ']' -> push(new Sequence(new ArrayList<>()));
            case '}' -> push(new Dict(new LinkedHashMap<>(), false));
            case 'a' -> append(popSome(1));
            case 'e' -> append(popToMark());
            case 'B' -> push(bytes(in.u32()));
            case 'C' -> push(bytes(in.u8()));
            case 0x8e, 0x96 -> push(bytes(in.i64()));
            case 0x8f -> push(new Opaque("set"));
            case 0x90 -> popToMark(); // items of a set
            case 0x91 -> {
                popToMark();
                push(new Opaque("frozenset"));
            }
            case 's' -> setItems(popSome(2));
            case 'u' -> setItems(popToMark());
            case '0' -> pop();
            case '2' -> push(top());
            case '1' -> popToMark();
            case 'q' -> memorize(in.u8());
            case 'r' -> memorize(in.u32());
            case 0x94 -> memorize(memos);
            case 'h' -> push(recall(in.u8()));
            case 'j' -> push(recall(in.u32()));
            case 'c' -> push(torch.global(in.line(), in.line()));
            case 0x93 -> stackGlobal();
            case 'Q' -> push(torch.storage(pop()));
            case 'R' -> reduce();
            case 0x81 -> newObject(popSome(2));
            case 0x92 -> newObject(popSome(3));
            case 'b' -> build();
            default -> throw new Malformed(
                    "refused: pickle wants opcode " + opcodeName(opcode),
                    "nothing was run; " + Malformed.SAVE);
        }
    }

    private Opaque bytes(long length) {
        in.skip(length);
        return new Opaque("bytes");
    }

    private static String opcodeName(int opcode) {
        return switch (opcode) {
            case 'i' -> "INST";
            case 'o' -> "OBJ";
            case 'P' -> "PERSID";
            case 0x82, 0x83, 0x84 -> "EXT";
            default -> String.format("0x%02x", opcode);
        };
    }

    private void requireProtocol() {
        int protocol = in.u8();
        if (protocol < MIN_PROTOCOL || protocol > MAX_PROTOCOL) {
            throw new Malformed("has a pickle of protocol " + protocol + ", which is not known");
        }
    }

    private void stackGlobal() {
        List<Pickled> names = popSome(2);
        if (!(names.getFirst() instanceof Text(String module)) || !(names.getLast() instanceof Text(String name))) {
            throw new Malformed("has a pickle whose STACK_GLOBAL is given no names");
        }
        push(torch.global(module, name));
    }

    private void reduce() {
        Pickled arguments = pop();
        Pickled callable = pop();
        if (callable instanceof AllowedGlobal global && arguments instanceof Tuple(List<Pickled> items)) {
            push(torch.call(global, items));
        } else if (callable instanceof Opaque(String name) && arguments instanceof Tuple) {
            push(new Opaque(name));
        } else {
            throw new Malformed("refused: pickle wants to call something that is not a known name", "nothing was run");
        }
    }

    /** @param classAndArguments the class, followed by the arguments */
    private void newObject(List<Pickled> classAndArguments) {
        if (!(classAndArguments.getFirst() instanceof Opaque(String name))) {
            throw new Malformed("refused: pickle wants an object of something that is not a class", "nothing was run");
        }
        push(new Opaque(name));
    }

    /**
     * Handles BUILD, which sets attributes in Python. An OrderedDict has only torch's {@code _metadata}, which
     * inference does not use.
     */
    private void build() {
        Pickled state = pop();
        if (top() instanceof Opaque) {
            return;
        }
        if (!(top() instanceof Dict(_, boolean ordered)) || !ordered || !(state instanceof Dict)) {
            throw new Malformed("refused: pickle wants BUILD on something other than an OrderedDict", "nothing was run");
        }
    }

    private void append(List<Pickled> items) {
        if (top() instanceof Opaque) {
            return;
        }
        if (!(top() instanceof Sequence(List<Pickled> list))) {
            throw new Malformed("has a pickle that appends to something other than a list");
        }
        list.addAll(items);
    }

    private void setItems(List<Pickled> keysAndValues) {
        if (top() instanceof Opaque) {
            return;
        }
        if (!(top() instanceof Dict dict)) {
            throw new Malformed("has a pickle that sets an item of something other than a dict");
        }
        if (keysAndValues.size() % 2 != 0) {
            throw new Malformed("has a pickle that sets an item without a value");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            TorchObjects.put(dict, keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }

    private void memorize(long index) {
        if (index > MAX_OPCODES) { // memo numbers increase by one
            throw new Malformed("has a pickle that sets memo " + index);
        }
        int i = (int) index;
        if (i >= memo.length) {
            memo = Arrays.copyOf(memo, Math.max(i + 1, 2 * memo.length));
        }
        if (memo[i] == null) {
            memos++;
        }
        memo[i] = top();
    }

    private Pickled recall(long index) {
        if (index >= memo.length || memo[(int) index] == null) {
            throw new Malformed("has a pickle that recalls memo " + index + ", which was never set");
        }
        return memo[(int) index];
    }

    private void push(Pickled value) {
        if (height == stack.length) {
            stack = Arrays.copyOf(stack, 2 * height);
        }
        stack[height++] = value;
    }

    private void mark() {
        outerFloors.add(floor);
        floor = height;
    }

    private Pickled top() {
        requireOnStack(1);
        return stack[height - 1];
    }

    private Pickled pop() {
        requireOnStack(1);
        return stack[--height];
    }

    private List<Pickled> popSome(int count) {
        requireOnStack(count);
        return popFrom(height - count);
    }

    private void requireOnStack(int count) {
        if (height - floor < count) {
            throw new Malformed("has a pickle that takes more from its stack than there is");
        }
    }

    private List<Pickled> popToMark() {
        if (outerFloors.isEmpty()) {
            throw new Malformed("has a pickle that goes back to a mark that was never set");
        }
        List<Pickled> values = popFrom(floor);
        floor = outerFloors.removeLast();
        return values;
    }

    private List<Pickled> popFrom(int newHeight) {
        List<Pickled> values = List.of(Arrays.copyOfRange(stack, newHeight, height));
        height = newHeight;
        return values;
    }
}
