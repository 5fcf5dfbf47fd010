package resnet50.core;

import java.nio.file.Path;

/**
 * How an engine is to be built.
 *
 * @param inputSize   rows and columns of the pictures, 32 to 4096
 * @param threads     how many threads may work on a picture; a stage that knows only one ignores it
 * @param vectorWidth a stage without vector code ignores it
 * @param listener    is told of every layer in every run
 * @param progress    is told how loading gets on
 * @param kernelDump  an existing folder into which an engine that generates kernels writes each of them, with its
 *                    {@link LayerPlan}; null for none, the only value where {@link EngineProvider#generatesKernels} is false
 */
public record EngineOptions(
        int inputSize, int threads, VectorWidth vectorWidth, LayerListener listener, Progress progress, Path kernelDump) {
    public static final int MIN_INPUT_SIZE = 32;

    /** What the networks were trained for. */
    public static final int USUAL_INPUT_SIZE = 224;

    /** Above it, the first layers' activations would outgrow an array. */
    public static final int MAX_INPUT_SIZE = 4096;

    public EngineOptions {
        if (inputSize < MIN_INPUT_SIZE || inputSize > MAX_INPUT_SIZE) {
            throw new IllegalArgumentException("an input size of " + inputSize);
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
    }

    /** Without a dump of kernels. */
    public EngineOptions(
            int inputSize, int threads, VectorWidth vectorWidth, LayerListener listener, Progress progress) {
        this(inputSize, threads, vectorWidth, listener, progress, null);
    }

    /** One thread, the stage's own vector width, nobody listening. */
    public static EngineOptions of(int inputSize) {
        return new EngineOptions(inputSize, 1, VectorWidth.AUTO, LayerListener.NONE, Progress.NONE);
    }

    public EngineOptions withListener(LayerListener newListener) {
        return new EngineOptions(inputSize, threads, vectorWidth, newListener, progress, kernelDump);
    }

    /** The same for pictures of another size. */
    public EngineOptions withInputSize(int newSize) {
        return new EngineOptions(newSize, threads, vectorWidth, listener, progress, kernelDump);
    }

    /** @param folder null for no dump */
    public EngineOptions withKernelDump(Path folder) {
        return new EngineOptions(inputSize, threads, vectorWidth, listener, progress, folder);
    }
}
