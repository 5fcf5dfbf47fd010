package resnet50.core;

/** What a stage offers; {@link java.util.ServiceLoader} finds the one on the class path. */
public interface EngineProvider {
    /**
     * Builds a network. Its code need not be compiled when this returns: {@code WarmUp} has it compiled in the background.
     *
     * @param architecture what to build; the weights have been checked against it
     * @param weights      stays open for as long as the engine lives
     */
    Engine build(Architecture architecture, WeightsFile weights, EngineOptions options);

    /**
     * Builds a single convolution, with whatever the stage computes along with one: nothing, or its batch norm too.
     *
     * @param layer   its name says which tensors are its own and, by {@link Convolution#norm}, its batch norm's
     * @param input   [inH][inW][inC], taken in now or read at each run; not to be changed any more
     * @param weights stays open for as long as the convolution lives
     * @param options whose listener is told of the result
     */
    ConvolutionRun convolution(Convolution layer, float[] input, WeightsFile weights, EngineOptions options);

    /**
     * Compiles the code that engines with these options will run, as far as that needs no weights. Runs in the background while the
     * weights are looked for.
     *
     * @param likely the network that will probably be built
     * @return false if the stage has no way of its own to do so; the caller then runs a tiny network
     */
    default boolean warmUp(Architecture likely, EngineOptions options) {
        return false;
    }

    /** The width of the vectors that engines in this JVM compute with; 0 for plain loops. */
    int vectorBits();

    /** Whether engines use the Vector API, so that the JVM must have been started with {@code --add-modules jdk.incubator.vector}. */
    default boolean needsVectorModule() {
        return true;
    }

    /** Whether engines write kernels of their own as they are built, which {@link EngineOptions#kernelDump} can show. */
    default boolean generatesKernels() {
        return false;
    }
}
