package resnet50.engine;

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

    /** The width of the vectors that engines in this JVM compute with; 0 for plain loops. */
    int vectorBits();

    /** Whether engines write kernels of their own as they are built, which {@link EngineOptions#kernelDump} can show. */
    default boolean generatesKernels() {
        return false;
    }
}
