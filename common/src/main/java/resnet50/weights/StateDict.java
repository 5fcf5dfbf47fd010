package resnet50.weights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;
import resnet50.weights.Pickled.Dict;
import resnet50.weights.Pickled.Opaque;
import resnet50.weights.Pickled.Sequence;
import resnet50.weights.Pickled.Storage;
import resnet50.weights.Pickled.Tensor;
import resnet50.weights.Pickled.Tuple;

/**
 * Finds the network's tensors in the object of a torch pickle, inside any nesting of dicts and lists, and checks that
 * each lies inside its storage. Tensors and objects that do not belong to the network are not checked.
 */
final class StateDict {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_VALUES = 200_000;
    /** Longer than every name of a tensor; values under longer ones are skipped. */
    private static final int MAX_NAME = 1000;
    private static final int MAX_KEYS_SHOWN = 5;

    private final List<NamedValue<Pickled>> values = new ArrayList<>();
    /** A dict or list may contain itself, or occur in several places. */
    private final Set<Pickled> visited = Collections.newSetFromMap(new IdentityHashMap<>());

    private StateDict() {}

    /**
     * @param root     the pickled object
     * @param storages the bytes of each storage by its key; sizes have been checked
     * @param wanted   which weights to use if there are several
     */
    static NetworkTensors tensors(Pickled root, Map<String, FileBytes> storages, Averaged wanted) {
        if (root instanceof Opaque(String name)) {
            throw pickledModule("", name);
        }
        StateDict dict = new StateDict();
        dict.gather(root, "", 0);
        NetworkNames<Pickled> names = new NetworkNames<>(dict.values);
        Optional<NetworkNames.Found<Pickled>> network = names.network(wanted);
        Map<String, NamedValue<Pickled>> chosen = network.map(NetworkNames.Found::values).orElseGet(() -> dict.unknown(root, names));
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        chosen.forEach((name, value) -> tensors.put(name, data(name, value.value(), storages)));
        return new NetworkTensors(tensors, network.map(NetworkNames.Found::notes).orElse(List.of()));
    }

    private void gather(Pickled value, String path, int depth) {
        if (depth > MAX_DEPTH || values.size() > MAX_VALUES) {
            return;
        }
        switch (value) {
            case Dict(Map<Object, Pickled> entries, _) -> {
                if (visited.add(value)) {
                    entries.forEach((key, item) -> gatherItem(path, key.toString(), item, depth));
                }
            }
            case Sequence(List<Pickled> items) -> gatherAll(value, items, path, depth);
            case Tuple(List<Pickled> items) -> gatherAll(value, items, path, depth);
            default -> {
                // numbers and texts are not tensors
            }
        }
    }

    private void gatherAll(Pickled list, List<Pickled> items, String path, int depth) {
        if (visited.add(list)) {
            for (int i = 0; i < items.size(); i++) {
                gatherItem(path, String.valueOf(i), items.get(i), depth);
            }
        }
    }

    private void gatherItem(String path, String key, Pickled item, int depth) {
        if (path.length() + key.length() > MAX_NAME) {
            return; // one long key in front of many values would make as many long names
        }
        switch (item) {
            case Tensor tensor -> values.add(new NamedValue<>(path, key, tensor.shape(), tensor));
            case Opaque opaque -> values.add(new NamedValue<>(path, key, null, opaque));
            default -> gather(item, path + key + ".", depth + 1);
        }
    }

    /**
     * Returns the tensors of a file that is not for a network of the family.
     *
     * @throws Malformed if there are no tensors, or if objects of unknown kinds are among them
     */
    private Map<String, NamedValue<Pickled>> unknown(Pickled root, NetworkNames<Pickled> names) {
        Optional<NamedValue<Pickled>> opaque = values.stream().filter(v -> !v.isTensor()).findFirst();
        boolean tensors = values.stream().anyMatch(NamedValue::isTensor);
        Map<String, NamedValue<Pickled>> largest = names.largestDict();
        if (opaque.isPresent() && OtherNetworks.named(largest.keySet()).isEmpty()) {
            String name = ((Opaque) opaque.get().value()).name();
            throw tensors
                    ? new Malformed("refused: pickle wants GLOBAL " + name, "nothing was run; " + Malformed.SAVE)
                    : pickledModule(opaque.get().fullName(), name);
        }
        if (!tensors) {
            throw new Malformed("holds no dict of tensors" + keys(root), Malformed.SAVE);
        }
        largest.values().removeIf(value -> !value.isTensor());
        return largest;
    }

    private static Malformed pickledModule(String where, String name) {
        String what = where.isEmpty() ? "is a pickled object" : "has a pickled object at " + Printable.quote(where);
        return new Malformed(
                what + " of " + name + ", not a dict of tensors",
                "it was not run; " + Malformed.SAVE);
    }

    private static String keys(Pickled root) {
        if (!(root instanceof Dict(Map<Object, Pickled> entries, _)) || entries.isEmpty()) {
            return "";
        }
        String shown = entries.keySet().stream().limit(MAX_KEYS_SHOWN).map(key -> Printable.quote(key.toString()))
                .collect(Collectors.joining(", "));
        return "; it holds " + shown + (entries.size() > MAX_KEYS_SHOWN ? ", ..." : "");
    }

    private static TensorData data(String name, Pickled value, Map<String, FileBytes> storages) {
        return switch (value) {
            case Tensor tensor -> stored(name, tensor, storages);
            case Opaque(String what) -> new UnreadTensor(new TensorInfo(name, what, List.of()));
            default -> throw new IllegalStateException(name);
        };
    }

    private static StoredTensor stored(String name, Tensor tensor, Map<String, FileBytes> storages) {
        Storage storage = tensor.storage();
        long elements = StoredTensor.elements(name, tensor.shape());
        if (elements > storage.elements()) {
            // an expanded view of four bytes could require terabytes
            throw new Malformed("tensor " + Printable.quote(name) + " shows " + elements + " elements of a storage of "
                    + storage.elements());
        }
        long last = lastElement(name, tensor, elements);
        if (last >= storage.elements()) {
            throw new Malformed("tensor " + Printable.quote(name) + " reaches element " + last + " of a storage of "
                    + storage.elements());
        }
        TensorInfo info = new TensorInfo(name, storage.dtype().name(), tensor.shape());
        long start = elements == 0 ? 0 : tensor.offset() * storage.dtype().bytes();
        return new StoredTensor(info, storages.get(storage.key()), start, tensor.strides());
    }

    /** Returns the highest index into the storage; -1 if the tensor is empty. */
    private static long lastElement(String name, Tensor tensor, long elements) {
        if (tensor.offset() < 0 || hasNegative(tensor.strides())) {
            throw new Malformed("tensor " + Printable.quote(name) + " has a negative offset or stride");
        }
        if (elements == 0) {
            return -1;
        }
        try {
            return Math.addExact(tensor.offset(), StoredTensor.lastElement(tensor.shape(), tensor.strides()));
        } catch (ArithmeticException _) {
            throw new Malformed("tensor " + Printable.quote(name) + " has an impossible stride " + tensor.strides());
        }
    }

    private static boolean hasNegative(List<Long> numbers) {
        for (long number : numbers) {
            if (number < 0) {
                return true;
            }
        }
        return false;
    }
}
