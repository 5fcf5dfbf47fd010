package resnet50.compare;

import java.io.File;
import java.util.List;

/**
 * Something to be measured.
 *
 * @param label   the name of its jar in messages, or the jar's path if the user gave one
 * @param command starts a worker
 * @param stage   whether it is a rung of the ladder, and no stranger
 */
public record Program(String label, List<String> command, boolean stage) {
    public Program {
        command = List.copyOf(command);
    }

    /** The row's name: the worker's own name and, to tell two builds apart, the path that the user gave. */
    String rowName(String workerName) {
        return label.contains(File.separator) ? workerName + " (" + label + ")" : workerName;
    }
}
