package resnet50.eval;

import java.nio.file.Path;

/**
 * A picture whose class is known.
 *
 * @param name  of the picture within its data set, the same on every machine
 * @param truth index of the class
 */
public record Example(String name, Path file, int truth) {}
