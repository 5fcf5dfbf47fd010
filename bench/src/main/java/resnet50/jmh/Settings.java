package resnet50.jmh;

import java.util.List;
import java.util.Optional;
import resnet50.core.Architecture;
import resnet50.core.EngineOptions;
import resnet50.core.LayerListener;
import resnet50.core.Progress;
import resnet50.core.VectorWidth;
import resnet50.weights.OpenedWeights;
import resnet50.weights.WeightsLocator;

/**
 * Settings of a benchmark, passed to the JVM that JMH starts as system properties.
 *
 * @param weights      a file, or {@code synthetic}
 * @param architecture torchvision's name of the architecture
 * @param inputSize    rows and columns of the input
 */
public record Settings(String weights, String architecture, int inputSize, int threads, VectorWidth vectorWidth) {
    private static final String PREFIX = "resnet50.jmh.";

    /** Returns the settings as options for the benchmark's JVM. */
    List<String> toOptions() {
        return List.of(
                option("weights", weights),
                option("architecture", architecture),
                option("inputSize", Integer.toString(inputSize)),
                option("threads", Integer.toString(threads)),
                option("vectorWidth", vectorWidth.name()));
    }

    private static String option(String name, String value) {
        return "-D" + PREFIX + name + "=" + value;
    }

    /** Reads the settings in the benchmark's JVM. */
    static Settings fromProperties() {
        return new Settings(
                property("weights"),
                property("architecture"),
                Integer.parseInt(property("inputSize")),
                Integer.parseInt(property("threads")),
                VectorWidth.valueOf(property("vectorWidth")));
    }

    private static String property(String name) {
        return System.getProperty(PREFIX + name);
    }

    OpenedWeights openWeights() {
        Optional<Architecture> asked = Architecture.named(architecture);
        return WeightsLocator.ofThisMachine().open(Optional.of(weights), asked);
    }

    EngineOptions options(LayerListener listener) {
        return new EngineOptions(inputSize, threads, vectorWidth, listener, Progress.NONE);
    }
}
