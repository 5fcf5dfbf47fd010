package resnet50.quantize;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import resnet50.core.Progress;

/** Applies a task to each of many pictures, on several threads. */
final class Parallel {
    private Parallel() {}

    /**
     * Runs the tasks.
     *
     * @return the results in the order of the indices
     * @throws RuntimeException the first exception of a task, by its index
     */
    static <T> List<T> map(int count, int threads, IntFunction<T> task, String name, Progress progress) {
        int[] done = {0};
        progress.update(name, 0, count);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int index = i;
                futures.add(executor.submit(() -> {
                    T result = task.apply(index);
                    synchronized (done) {
                        done[0]++;
                        if (done[0] < count) {
                            progress.update(name, done[0], count);
                        }
                    }
                    return result;
                }));
            }
            List<T> results = new ArrayList<>();
            try {
                for (Future<T> future : futures) {
                    results.add(future.get());
                }
            } catch (ExecutionException e) {
                executor.shutdownNow(); // tasks that have not begun
                throw unchecked(e.getCause());
            } catch (InterruptedException e) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            return results;
        } finally {
            progress.update(name, count, count);
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }
}
