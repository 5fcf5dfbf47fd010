package resnet50.engine;

import java.util.List;
import resnet50.weights.WeightsFile;

/** What a stage offers; {@link java.util.ServiceLoader} finds the one on the class path. */
public interface EngineProvider {
    /**
     * Builds a network.
     *
     * @param architecture what to build; the weights have been checked against it
     * @param weights      stays open for as long as the engine lives
     */
    Engine build(Architecture architecture, WeightsFile weights, EngineOptions options);

    /**
     * Short tasks that call each kernel on as little data as it takes, and by every way through it; they are run many times
     * before the first picture, so that the compiler knows the kernels by then. Empty if there is nothing to gain.
     */
    List<Runnable> warmUps();

    /** The width of the vectors that engines in this JVM compute with; 0 for plain loops. */
    int vectorBits();
}
