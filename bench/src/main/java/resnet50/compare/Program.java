package resnet50.compare;

import java.io.File;
import java.util.List;
import java.util.Optional;

/**
 * A program to measure.
 *
 * @param label   the name of its jar in messages, or the jar's path if the user gave one
 * @param command command line that starts a worker
 * @param stage   true for a stage of this project, false for a peer
 * @param variant how the stage is run to measure one of its ideas; empty for the program as it is
 */
public record Program(String label, List<String> command, boolean stage, Optional<Variant> variant) {
    public Program {
        command = List.copyOf(command);
    }

    /** The row's name: the worker's own name and, to tell two builds apart, the path that the user gave. */
    String rowName(String workerName) {
        boolean elsewhere = label.contains(File.separator) && !label.equals(workerName);
        String name = elsewhere ? workerName + " (" + label + ")" : workerName;
        return variant.map(Variant::name).orElse(name);
    }

    /** The row's title: the idea that the variant adds, or the worker's own title. */
    String rowTitle(String workerTitle) {
        return variant.map(Variant::title).orElse(workerTitle);
    }
}
