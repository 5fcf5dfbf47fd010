package resnet50.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import resnet50.weights.Pickled.Atom;
import resnet50.weights.Pickled.Dict;
import resnet50.weights.Pickled.Int;
import resnet50.weights.Pickled.Real;
import resnet50.weights.Pickled.Sequence;
import resnet50.weights.Pickled.Text;
import resnet50.weights.Pickled.Tuple;

/**
 * A pickle machine that knows nothing but what weights need: it builds dicts, lists, tuples, numbers and texts, and hands the
 * few names of {@link AllowedGlobal} to {@link TorchObjects}. Everything else is refused by name. Opcodes are those of Python's
 * {@code pickletools}, protocols 2 to 5.
 */
final class Unpickler {
    /** Some 35 opcodes make a tensor; ResNet-152 has 932. */
    private static final int MAX_OPCODES = 2_000_000;

    private static final long MAX_BYTES = 64L << 20;
    private static final int MIN_PROTOCOL = 2;
    private static final int MAX_PROTOCOL = 5;

    private final PickleInput in;
    private final TorchObjects torch;
    private final List<Pickled> stack = new ArrayList<>();
    /** The stack's heights at the open MARKs. */
    private final List<Integer> marks = new ArrayList<>();

    private final Map<Long, Pickled> memo = new HashMap<>();

    private Unpickler(FileBytes bytes, TorchObjects torch) {
        this.in = new PickleInput(bytes.slice(0, Math.min(bytes.size(), MAX_BYTES)));
        this.torch = torch;
    }

    /**
     * @param value  what the pickle holds
     * @param length how many bytes it took
     */
    record Result(Pickled value, long length) {}

    /**
     * Reads the pickle at the front.
     *
     * @param bytes may go on after the pickle
     * @param torch gathers the storages that the pickle names
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
                if (!stack.isEmpty() || !marks.isEmpty()) {
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
            case '(' -> marks.add(stack.size());
            case 'N' -> stack.add(Atom.NONE);
            case 0x88 -> stack.add(Atom.TRUE);
            case 0x89 -> stack.add(Atom.FALSE);
            case 'J' -> stack.add(new Int(in.i32()));
            case 'K' -> stack.add(new Int(in.u8()));
            case 'M' -> stack.add(new Int(in.u16()));
            case 0x8a -> stack.add(in.integer(in.u8()));
            case 0x8b -> stack.add(in.integer(in.u32()));
            case 'G' -> stack.add(new Real(in.bigEndianDouble()));
            case 'X', 'T' -> stack.add(new Text(in.text(in.u32())));
            case 0x8c, 'U' -> stack.add(new Text(in.text(in.u8())));
            case 0x8d -> stack.add(new Text(in.text(in.i64())));
            case ')' -> stack.add(new Tuple(List.of()));
            case 0x85 -> stack.add(new Tuple(popSome(1)));
            case 0x86 -> stack.add(new Tuple(popSome(2)));
            case 0x87 -> stack.add(new Tuple(popSome(3)));
            case 't' -> stack.add(new Tuple(popToMark()));
            case ']' -> stack.add(new Sequence(new ArrayList<>()));
            case '}' -> stack.add(new Dict(new LinkedHashMap<>(), false));
            case 'a' -> append(popSome(1));
            case 'e' -> append(popToMark());
            case 's' -> setItems(popSome(2));
            case 'u' -> setItems(popToMark());
            case '0' -> pop();
            case '1' -> popToMark();
            case 'q' -> memo.put((long) in.u8(), top());
            case 'r' -> memo.put(in.u32(), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'h' -> stack.add(recall(in.u8()));
            case 'j' -> stack.add(recall(in.u32()));
            case 'c' -> stack.add(AllowedGlobal.named(in.line(), in.line()));
            case 0x93 -> stackGlobal();
            case 'Q' -> stack.add(torch.storage(pop()));
            case 'R' -> reduce();
            case 'b' -> build();
            default -> throw new Malformed(
                    "refused: pickle wants opcode " + opcodeName(opcode),
                    "nothing was run; save only the network's state_dict, or use safetensors");
        }
    }

    private static String opcodeName(int opcode) {
        return switch (opcode) {
            case 0x81 -> "NEWOBJ";
            case 0x92 -> "NEWOBJ_EX";
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
        stack.add(AllowedGlobal.named(module, name));
    }

    private void reduce() {
        Pickled arguments = pop();
        Pickled callable = pop();
        if (!(callable instanceof AllowedGlobal global) || !(arguments instanceof Tuple(List<Pickled> items))) {
            throw new Malformed("refused: pickle wants to call something that is not a known name", "nothing was run");
        }
        stack.add(torch.call(global, items));
    }

    /** Python sets attributes here; torch's {@code _metadata} is the only one, and nobody needs it. */
    private void build() {
        Pickled state = pop();
        if (!(top() instanceof Dict(_, boolean ordered)) || !ordered || !(state instanceof Dict)) {
            throw new Malformed("refused: pickle wants BUILD on something other than an OrderedDict", "nothing was run");
        }
    }

    private void append(List<Pickled> items) {
        if (!(top() instanceof Sequence(List<Pickled> list))) {
            throw new Malformed("has a pickle that appends to something other than a list");
        }
        list.addAll(items);
    }

    private void setItems(List<Pickled> keysAndValues) {
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

    private Pickled recall(long index) {
        Pickled value = memo.get(index);
        if (value == null) {
            throw new Malformed("has a pickle that recalls memo " + index + ", which was never set");
        }
        return value;
    }

    /** What lies above the last MARK is all that may be touched. */
    private int floor() {
        return marks.isEmpty() ? 0 : marks.getLast();
    }

    private Pickled top() {
        if (stack.size() <= floor()) {
            throw new Malformed("has a pickle that takes more from its stack than there is");
        }
        return stack.getLast();
    }

    private Pickled pop() {
        Pickled value = top();
        stack.removeLast();
        return value;
    }

    private List<Pickled> popSome(int count) {
        if (stack.size() - floor() < count) {
            throw new Malformed("has a pickle that takes more from its stack than there is");
        }
        return popFrom(stack.size() - count);
    }

    private List<Pickled> popToMark() {
        if (marks.isEmpty()) {
            throw new Malformed("has a pickle that goes back to a mark that was never set");
        }
        return popFrom(marks.removeLast());
    }

    private List<Pickled> popFrom(int height) {
        List<Pickled> above = stack.subList(height, stack.size());
        List<Pickled> values = List.copyOf(above);
        above.clear();
        return values;
    }
}
