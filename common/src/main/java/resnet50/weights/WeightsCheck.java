package resnet50.weights;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import resnet50.core.Architecture;
import resnet50.core.Parameter;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/** Compares a weights file's tensors with a network's parameters. */
public final class WeightsCheck {
    private static final int MAX_LISTED = 10;
    private static final String COUNTER = "num_batches_tracked";

    private WeightsCheck() {}

    /**
     * Checks that the file has the network's tensors and no others, each with the correct shape and a supported number
     * format.
     *
     * @throws UserException bad data: names all faults
     */
    public static void check(WeightsFile file, Architecture architecture) {
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        Set<String> wanted = new HashSet<>();
        for (Parameter p : architecture.parameters()) {
            wanted.add(p.name());
            TensorInfo found = file.tensors().get(p.name());
            if (found == null) {
                missing.add(p.name());
            } else if (DType.ofWeight(found.dtype()).isEmpty()) {
                unreadable.add(p.name() + " " + Printable.quote(found.dtype()));
            } else if (!found.shape().equals(p.shape())) {
                misshapen.add(p.name() + " " + found.shape() + " not " + p.shape());
            }
        }
        List<String> unexpected = new ArrayList<>();
        for (String name : file.tensors().keySet()) {
            if (!wanted.contains(name) && !isCounter(name)) {
                unexpected.add(Printable.quote(name));
            }
        }
        List<String> faults = new ArrayList<>();
        addFault(faults, "missing", missing);
        addFault(faults, "misshapen", misshapen);
        addFault(faults, "unreadable", unreadable);
        addFault(faults, "unexpected", unexpected);
        if (!faults.isEmpty()) {
            throw UserException.badData(file.source() + ": does not fit " + architecture.name() + ", " + String.join(", ", faults)
                    + "; give other weights or another --arch");
        }
    }

    /** Returns whether the tensor is batch norm's count of training steps, which inference does not use. */
    public static boolean isCounter(String tensorName) {
        return tensorName.equals(COUNTER) || tensorName.endsWith("." + COUNTER);
    }

    private static void addFault(List<String> faults, String kind, List<String> tensors) {
        if (tensors.isEmpty()) {
            return;
        }
        String listed = String.join(", ", tensors.subList(0, Math.min(tensors.size(), MAX_LISTED)));
        String rest = tensors.size() > MAX_LISTED ? " and " + (tensors.size() - MAX_LISTED) + " more" : "";
        faults.add(tensors.size() + " " + kind + " (" + listed + rest + ")");
    }
}
