package resnet50.core;

/** A convolution by itself, ready to be computed again and again on the same input. */
@FunctionalInterface
public interface ConvolutionRun extends AutoCloseable {
    /** Computes it once. Not safe for use by two threads at once. */
    void run();

    /** Lets go of threads; it must not be run afterwards. */
    @Override
    default void close() {}
}
