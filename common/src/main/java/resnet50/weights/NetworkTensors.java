package resnet50.weights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of one network in a file.
 *
 * @param tensors by torchvision's names, in the file's order; by the file's own names if no network of the family was
 *                recognized
 * @param notes   a few words each about the choice and the naming: {@code averaged weights, state_dict_ema.}
 * @param ignored names of classes and functions that a pickle asks for and that were not loaded: {@code argparse.Namespace}
 */
record NetworkTensors(Map<String, TensorData> tensors, List<String> notes, List<String> ignored) {
    private static final String CLASSIFIER = "fc.weight";

    /** Converts a classifier that is a 1×1 convolution to a matrix. */
    NetworkTensors {
        if (tensors.get(CLASSIFIER) instanceof StoredTensor fc && fc.info().shape().size() == 4) {
            tensors = new LinkedHashMap<>(tensors);
            tensors.put(CLASSIFIER, fc.withoutKernel(CLASSIFIER));
        }
        tensors = Collections.unmodifiableMap(tensors);
        notes = List.copyOf(notes);
        ignored = List.copyOf(ignored);
    }

    /** Tensors of a format without code. */
    NetworkTensors(Map<String, TensorData> tensors, List<String> notes) {
        this(tensors, notes, List.of());
    }

    NetworkTensors withIgnored(Collection<String> names) {
        return new NetworkTensors(tensors, notes, List.copyOf(names));
    }

    /** Returns the network in a flat list of tensors. */
    static NetworkTensors of(List<? extends TensorData> flat, Averaged wanted) {
        List<NamedValue<TensorData>> values = new ArrayList<>();
        for (TensorData tensor : flat) {
            values.add(new NamedValue<>("", tensor.info().name(), tensor.info().shape(), tensor));
        }
        NetworkNames<TensorData> names = new NetworkNames<>(values);
        NetworkNames.Found<TensorData> found = names.network(wanted).orElse(null);
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        (found == null ? names.largestDict() : found.values()).forEach((name, value) -> tensors.put(name, value.value()));
        return new NetworkTensors(tensors, found == null ? List.of() : found.notes());
    }
}
