package resnet50.weights;

import java.util.List;
import java.util.Optional;
import resnet50.core.Architecture;
import resnet50.core.TensorInfo;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/**
 * The contents of a weights file: network, size, tensors, faults.
 *
 * @param architecture the network that the file belongs to; empty if the file is not for a member of the family
 * @param misfit       why the architecture is empty, or how the file differs from it
 * @param parameters   number of parameters, as returned by {@link #parameters(WeightsFile)}
 * @param bytes        size of all tensors with a supported number format
 * @param notFinite    names of the tensors that hold NaN or infinity
 * @param notes        about the choice of the tensors and their names in the file
 * @param ignored      names of classes and functions that a pickle asks for beside the tensors; none was loaded
 */
public record WeightsSummary(
        String source,
        String format,
        Optional<Architecture> architecture,
        Optional<String> misfit,
        List<TensorInfo> tensors,
        long parameters,
        long bytes,
        List<String> notFinite,
        List<String> notes,
        List<String> ignored) {
    public WeightsSummary {
        tensors = List.copyOf(tensors);
        notFinite = List.copyOf(notFinite);
        notes = List.copyOf(notes);
        ignored = List.copyOf(ignored);
    }

    /** Summarizes a file. Reads the whole file. */
    public static WeightsSummary of(WeightsFile file) {
        Optional<Architecture> architecture = Optional.empty();
        Optional<String> misfit = Optional.empty();
        try {
            Architecture recognized = ArchitectureRecognizer.recognize(file);
            architecture = Optional.of(recognized);
            WeightsCheck.check(file, recognized);
        } catch (UserException e) {
            misfit = Optional.of(e.getMessage());
        }
        List<TensorInfo> readable = file.tensors().values().stream().filter(t -> DType.ofWeight(t.dtype()).isPresent()).toList();
        return new WeightsSummary(
                file.source(),
                file.format(),
                architecture,
                misfit,
                List.copyOf(file.tensors().values()),
                parameters(file),
                readable.stream().mapToLong(t -> t.elements() * DType.valueOf(t.dtype()).bytes()).sum(),
                readable.stream().map(TensorInfo::name).filter(name -> !isFinite(file, name)).toList(),
                file instanceof StoredWeights stored ? stored.notes() : List.of(),
                file instanceof StoredWeights stored ? stored.ignored() : List.of());
    }

    /** Returns the number of trained parameters as PyTorch counts them, without batch norm's running statistics. */
    public static long parameters(WeightsFile file) {
        return file.tensors().values().stream()
                .filter(t -> !WeightsCheck.isCounter(t.name()))
                .filter(t -> !t.name().endsWith("running_mean") && !t.name().endsWith("running_var"))
                .mapToLong(TensorInfo::elements)
                .sum();
    }

    private static boolean isFinite(WeightsFile file, String name) {
        try {
            file.floats(name);
            return true;
        } catch (UserException _) {
            return false; // the tensor exists and its format is supported, so an element is not finite
        }
    }
}
