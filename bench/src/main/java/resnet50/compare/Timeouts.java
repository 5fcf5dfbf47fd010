package resnet50.compare;

import java.time.Duration;

/**
 * How long a program that says nothing is waited for.
 *
 * @param cold until it is ready, and for its first inference
 * @param warm for any later answer, or {@link #FACTOR} times what it may be expected to take if that is more
 */
record Timeouts(Duration cold, Duration warm) {
    static final Timeouts DEFAULT = new Timeouts(Duration.ofMinutes(3), Duration.ofSeconds(20));

    private static final int FACTOR = 10;

    Duration warm(double expectedSeconds) {
        Duration expected = Duration.ofNanos((long) (FACTOR * expectedSeconds * 1e9));
        return expected.compareTo(warm) > 0 ? expected : warm;
    }
}
