package resnet50.core;

import java.nio.file.Path;

/**
 * Options for building an engine.
 *
 * @param inputSize   rows and columns of the pictures, 32 to 4096
 * @param threads     maximum number of threads that work on a picture; ignored by single-threaded stages
 * @param vectorWidth width of the JVM's vectors, set and checked by {@code Engines.provider}
 * @param listener    receives each layer's output in each run
 * @param progress    receives the progress of loading
 * @param kernelDump  an existing folder to which an engine that generates kernels writes each kernel and its
 *                    {@link LayerPlan}; null for no dump. Must be null if {@link EngineProvider#generatesKernels} is
 *                    false
 */
public record EngineOptions(
        int inputSize, int threads, VectorWidth vectorWidth, LayerListener listener, Progress progress, Path kernelDump) {
    public static final int MIN_INPUT_SIZE = 32;

    /** Input size of the networks' training. */
    public static final int USUAL_INPUT_SIZE = 224;

    /** Larger inputs would exceed the length of an array in the first layers. */
    public static final int MAX_INPUT_SIZE = 4096;

    public EngineOptions {
        if (inputSize < MIN_INPUT_SIZE || inputSize > MAX_INPUT_SIZE) {
            throw new IllegalArgumentException("an input size of " + inputSize);
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
    }

    /** Options without a kernel dump. */
    public EngineOptions(
            int inputSize, int threads, VectorWidth vectorWidth, LayerListener listener, Progress progress) {
        this(inputSize, threads, vectorWidth, listener, progress, null);
    }

    /** Options for one thread, the stage's default vector width, and no listeners. */
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
