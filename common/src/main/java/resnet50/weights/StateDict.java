package resnet50.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;
import resnet50.weights.Pickled.Dict;
import resnet50.weights.Pickled.Storage;
import resnet50.weights.Pickled.Tensor;

/** Finds the tensors in what a torch pickle holds, and checks that each lies inside its storage. */
final class StateDict {
    private static final String CHECKPOINT_KEY = "state_dict";
    private static final int MAX_KEYS_SHOWN = 5;

    private StateDict() {}

    /**
     * @param root        a dict of tensors, or a checkpoint with one under {@code state_dict}
     * @param starts where each storage begins, by its key, in bytes from the file's start; sizes have been checked
     */
    static List<StoredTensor> tensors(Pickled root, Map<String, Long> starts) {
        Dict dict = unwrap(root);
        List<StoredTensor> tensors = new ArrayList<>();
        for (Map.Entry<Object, Pickled> e : dict.entries().entrySet()) {
            if (!(e.getKey() instanceof String name) || !(e.getValue() instanceof Tensor tensor)) {
                throw new Malformed(
                        "is not a state_dict: " + key(e.getKey()) + " is not a tensor; it holds " + keys(dict),
                        "save the network's state_dict() itself, or under the key state_dict");
            }
            tensors.add(stored(name, tensor, starts));
        }
        return tensors;
    }

    private static Dict unwrap(Pickled root) {
        if (!(root instanceof Dict dict)) {
            throw new Malformed("holds no dict of tensors", "save the network's state_dict()");
        }
        return dict.entries().get(CHECKPOINT_KEY) instanceof Dict inner ? inner : dict;
    }

    private static String keys(Dict dict) {
        String shown = dict.entries().keySet().stream().limit(MAX_KEYS_SHOWN).map(StateDict::key)
                .collect(Collectors.joining(", "));
        return dict.entries().size() > MAX_KEYS_SHOWN ? shown + ", ..." : shown;
    }

    private static String key(Object key) {
        return Printable.quote(key.toString());
    }

    private static StoredTensor stored(String name, Tensor tensor, Map<String, Long> starts) {
        Storage storage = tensor.storage();
        long elements = StoredTensor.elements(name, tensor.shape());
        if (elements > storage.elements()) {
            // an expanded view could ask for terabytes out of four bytes
            throw new Malformed("tensor " + Printable.quote(name) + " shows " + elements + " elements of a storage of "
                    + storage.elements());
        }
        long last = lastElement(name, tensor, elements);
        if (last >= storage.elements()) {
            throw new Malformed("tensor " + Printable.quote(name) + " reaches element " + last + " of a storage of "
                    + storage.elements());
        }
        TensorInfo info = new TensorInfo(name, storage.dtype().name(), tensor.shape());
        long start = elements == 0 ? 0 : starts.get(storage.key()) + tensor.offset() * storage.dtype().bytes();
        return new StoredTensor(info, start, tensor.strides());
    }

    /** The highest index into the storage, -1 if the tensor is empty. */
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
