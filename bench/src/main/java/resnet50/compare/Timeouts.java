package resnet50.compare;

import java.time.Duration;

/**
 * Maximum time to wait for an answer of a program.
 *
 * @param cold for the ready line and for the first inference
 * @param warm for a later answer, or {@link #FACTOR} times its expected duration if that is more
 */
record Timeouts(Duration cold, Duration warm) {
    static final Timeouts DEFAULT = new Timeouts(Duration.ofMinutes(3), Duration.ofSeconds(20));

    private static final int FACTOR = 10;

    Duration warm(double expectedSeconds) {
        Duration expected = Duration.ofNanos((long) (FACTOR * expectedSeconds * 1e9));
        return expected.compareTo(warm) > 0 ? expected : warm;
    }
}
