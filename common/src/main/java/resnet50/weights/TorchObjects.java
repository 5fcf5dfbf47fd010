package resnet50.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import resnet50.core.Printable;
import resnet50.weights.Pickled.Atom;
import resnet50.weights.Pickled.Dict;
import resnet50.weights.Pickled.Int;
import resnet50.weights.Pickled.Opaque;
import resnet50.weights.Pickled.Sequence;
import resnet50.weights.Pickled.Storage;
import resnet50.weights.Pickled.Tensor;
import resnet50.weights.Pickled.Text;
import resnet50.weights.Pickled.Tuple;

/** The objects of a torch pickle: storages and the tensors that describe parts of them. No tensor data is read. */
final class TorchObjects {
    private static final int MAX_IGNORED = 100;

    private final Map<String, Storage> storages = new LinkedHashMap<>();
    private final Set<String> ignored = new LinkedHashSet<>();

    /** Returns the storages that the pickle has named so far, by key. */
    Map<String, Storage> storages() {
        return storages;
    }

    /** Returns the names that the pickle has asked for and that are not interpreted; the first hundred. */
    Set<String> ignored() {
        return ignored;
    }

    /** Returns the global of that name, as {@link AllowedGlobal#named} does. */
    Pickled global(String module, String name) {
        Pickled global = AllowedGlobal.named(module, name);
        if (global instanceof Opaque(String shown) && ignored.size() < MAX_IGNORED) {
            ignored.add(shown);
        }
        return global;
    }

    /**
     * @param persistentId ("storage", type, key, location, elements), in legacy files followed by None
     */
    Pickled storage(Pickled persistentId) {
        if (!(persistentId instanceof Tuple(List<Pickled> id))
                || id.size() < 5
                || id.size() > 6
                || !(id.getFirst() instanceof Text(String kind))
                || !kind.equals("storage")
                || !(id.get(2) instanceof Text(String key))
                || !(id.get(4) instanceof Int(long elements))
                || elements < 0) {
            throw new Malformed("has a persistent id in its pickle that is not a storage's");
        }
        if (id.size() == 6 && id.get(5) != Atom.NONE) {
            throw new Malformed("has a storage that is a view of another, as torch before 0.4 wrote them");
        }
        if (id.get(1) instanceof Opaque unknown) {
            return unknown;
        }
        if (!(id.get(1) instanceof AllowedGlobal type) || type.storageType().isEmpty()) {
            throw new Malformed("has a persistent id in its pickle that is not a storage's");
        }
        Storage storage = new Storage(key, type.storageType().get(), elements);
        Storage known = storages.putIfAbsent(key, storage);
        if (known != null && !known.equals(storage)) {
            throw new Malformed("describes its storage " + Printable.quote(key) + " in two ways");
        }
        return storage;
    }

    /** Evaluates a call that a REDUCE opcode requests. */
    Pickled call(AllowedGlobal global, List<Pickled> arguments) {
        return switch (global) {
            case ORDERED_DICT -> orderedDict(arguments);
            case REBUILD_TENSOR -> tensor(arguments);
            case REBUILD_PARAMETER -> parameter(arguments, 3);
            case REBUILD_PARAMETER_WITH_STATE -> parameter(arguments, 4);
            default -> throw new Malformed("refused: pickle wants to call a storage's type", "nothing was run");
        };
    }

    /**
     * Adds an item to a dict. Drops items whose keys are neither texts nor integers: no tensor of a network has such a
     * key.
     */
    static void put(Dict dict, Pickled key, Pickled value) {
        if (key instanceof Text(String text)) {
            dict.entries().put(text, value);
        } else if (key instanceof Int(long number)) {
            dict.entries().put(number, value);
        }
    }

    /** Arguments: none, or, in pickles of Python 2, one list of pairs. */
    private static Dict orderedDict(List<Pickled> arguments) {
        Dict dict = new Dict(new LinkedHashMap<>(), true);
        if (arguments.isEmpty()) {
            return dict;
        }
        if (arguments.size() != 1 || !(arguments.getFirst() instanceof Sequence(List<Pickled> pairs))) {
            throw new Malformed("has a pickle that calls OrderedDict with something other than pairs");
        }
        for (Pickled pair : pairs) {
            List<Pickled> items = switch (pair) {
                case Tuple(List<Pickled> two) -> two;
                case Sequence(List<Pickled> two) -> two;
                default -> List.of();
            };
            if (items.size() != 2) {
                throw new Malformed("has a pickle that calls OrderedDict with something other than pairs");
            }
            put(dict, items.getFirst(), items.getLast());
        }
        return dict;
    }

    /** Arguments: (storage, offset, shape, strides, requires_grad, hooks, and in newer files metadata). */
    private static Pickled tensor(List<Pickled> arguments) {
        if (!arguments.isEmpty() && arguments.getFirst() instanceof Opaque storage) {
            return storage;
        }
        if (arguments.size() < 6
                || arguments.size() > 7
                || !(arguments.get(0) instanceof Storage storage)
                || !(arguments.get(1) instanceof Int(long offset))
                || !(arguments.get(2) instanceof Tuple(List<Pickled> shape))
                || !(arguments.get(3) instanceof Tuple(List<Pickled> strides))
                || shape.size() != strides.size()
                || shape.size() > StoredTensor.MAX_DIMENSIONS) {
            throw new Malformed("has a pickle that calls _rebuild_tensor_v2 with the wrong arguments");
        }
        return new Tensor(storage, offset, integers(shape), integers(strides));
    }

    /**
     * Arguments: (tensor, requires_grad, hooks, and state in the longer form). A parameter is represented by its
     * tensor.
     */
    private static Pickled parameter(List<Pickled> arguments, int count) {
        if (arguments.size() == count && arguments.getFirst() instanceof Opaque tensor) {
            return tensor;
        }
        if (arguments.size() != count || !(arguments.getFirst() instanceof Tensor tensor)) {
            throw new Malformed("has a pickle that calls _rebuild_parameter with the wrong arguments");
        }
        return tensor;
    }

    private static List<Long> integers(List<Pickled> items) {
        List<Long> integers = new ArrayList<>();
        for (Pickled item : items) {
            if (!(item instanceof Int(long value))) {
                throw new Malformed("has a pickle with a shape or stride that is not an integer");
            }
            integers.add(value);
        }
        return integers;
    }
}
