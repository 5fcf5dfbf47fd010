package resnet50.compare;

import java.util.List;

/**
 * Something to be measured.
 *
 * @param label   how messages call it: its jar's name
 * @param command starts a worker
 * @param stage   whether it is a rung of the ladder, and no stranger
 */
public record Program(String label, List<String> command, boolean stage) {
    public Program {
        command = List.copyOf(command);
    }
}
