package resnet50.core;

/** A single convolution with a fixed input, which can be run repeatedly. */
@FunctionalInterface
public interface ConvolutionRun extends AutoCloseable {
    /** Computes the convolution once. Not thread-safe. */
    void run();

    /** Releases threads. {@link #run} must not be called afterwards. */
    @Override
    default void close() {}
}
