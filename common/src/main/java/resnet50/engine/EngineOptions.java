package resnet50.engine;

import resnet50.api.Progress;

/**
 * How an engine is to be built.
 *
 * @param inputSize   rows and columns of the pictures, 32 or more
 * @param threads     how many threads may work on a picture; a stage that knows only one ignores it
 * @param vectorWidth a stage without vector code ignores it
 * @param listener    is told of every layer in every run
 * @param progress    is told how loading gets on
 */
public record EngineOptions(
        int inputSize, int threads, VectorWidth vectorWidth, LayerListener listener, Progress progress) {
    public static final int MIN_INPUT_SIZE = 32;

    public EngineOptions {
        if (inputSize < MIN_INPUT_SIZE) {
            throw new IllegalArgumentException("pictures of " + inputSize + " pixels, of fewer than " + MIN_INPUT_SIZE);
        }
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
    }

    /** One thread, the stage's own vector width, nobody listening. */
    public static EngineOptions of(int inputSize) {
        return new EngineOptions(inputSize, 1, VectorWidth.AUTO, LayerListener.NONE, Progress.NONE);
    }

    public EngineOptions withListener(LayerListener newListener) {
        return new EngineOptions(inputSize, threads, vectorWidth, newListener, progress);
    }
}
