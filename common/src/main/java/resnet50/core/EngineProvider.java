package resnet50.core;

/** The service interface of a stage, found on the class path by {@link java.util.ServiceLoader}. */
public interface EngineProvider {
    /**
     * Builds a network. Its code is not necessarily compiled when this method returns; {@code WarmUp} compiles it in
     * the background.
     *
     * @param architecture the network to build; the weights match it
     * @param weights      remains open for the lifetime of the engine
     */
    Engine build(Architecture architecture, WeightsFile weights, EngineOptions options);

    /**
     * Builds a single convolution, including its batch norm if the stage computes both together.
     *
     * @param layer   its name identifies its tensors and, by {@link Convolution#norm}, the batch norm's
     * @param input   [inH][inW][inC], read now or on each run; must not change afterwards
     * @param weights remains open for the lifetime of the convolution
     * @param options the listener receives the output
     */
    ConvolutionRun convolution(Convolution layer, float[] input, WeightsFile weights, EngineOptions options);

    /**
     * Compiles the code of engines with these options, as far as it does not depend on weights. Runs in the background
     * while the weights are located and opened.
     *
     * @param likely the network that will probably be built
     * @return false if the stage has no such method; the caller then runs a tiny network
     */
    default boolean warmUp(Architecture likely, EngineOptions options) {
        return false;
    }

    /** Vector width of engines in this JVM, in bits; 0 for scalar code. */
    int vectorBits();

    /** Whether engines use the Vector API, which requires {@code --add-modules jdk.incubator.vector}. */
    default boolean needsVectorModule() {
        return true;
    }

    /** Whether engines generate kernels, which {@link EngineOptions#kernelDump} can write to files. */
    default boolean generatesKernels() {
        return false;
    }
}
