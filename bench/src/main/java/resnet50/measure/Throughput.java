package resnet50.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import resnet50.core.Logits;

/** Measures throughput with one image per thread. */
public final class Throughput {
    private Throughput() {}

    /**
     * Runs a network on one thread per lane; each thread takes the next image when it has finished one.
     *
     * @param classes  number of logits
     * @param pictures number of images, at least one
     * @return nanoseconds from the start of the first image to the end of the last
     * @throws IllegalStateException if a logit is NaN or infinite, or was not written
     */
    public static long nanos(Inference inference, int classes, int pictures) {
        if (pictures < 1) {
            throw new IllegalArgumentException(pictures + " pictures");
        }
        AtomicInteger left = new AtomicInteger(pictures);
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < inference.lanes(); lane++) {
            float[] logits = new float[classes];
            threads.add(Thread.ofPlatform().daemon().name("lane-" + lane).start(() -> {
                try {
                    go.await();
                    while (left.getAndDecrement() > 0) {
                        one(inference, logits);
                    }
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                    left.set(0);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        long start = System.nanoTime();
        go.countDown();
        join(threads);
        long nanos = System.nanoTime() - start;
        if (failure.get() != null) {
            throw failure.get();
        }
        return nanos;
    }

    private static void one(Inference inference, float[] logits) {
        Arrays.fill(logits, Float.NaN); // detects logits that the network does not write
        inference.runAlone(logits);
        Logits.check(logits);
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
