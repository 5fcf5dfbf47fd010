package resnet50.api;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Runs many tasks on several threads and delivers their results in the order of the tasks. */
final class InOrder {
    /** Tasks that may finish before the next result is due, so that a slow task does not leave threads idle. */
    private static final int AHEAD_PER_THREAD = 4;

    private InOrder() {}

    /**
     * Returns when all tasks are done, or the sink has returned false.
     *
     * @param tasks is asked lazily, on the calling thread
     * @param sink  receives a result, on the calling thread; returns whether to go on
     * @throws RuntimeException what a task has thrown; errors likewise. Later results are lost then
     */
    static <R> void run(Iterator<Callable<R>> tasks, int threads, Predicate<R> sink) {
        ExecutorService executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("pictures-", 1).factory());
        try {
            ArrayDeque<Future<R>> ahead = new ArrayDeque<>();
            boolean more = true;
            while (more) {
                while (tasks.hasNext() && ahead.size() < threads * AHEAD_PER_THREAD) {
                    ahead.add(executor.submit(tasks.next()));
                }
                more = !ahead.isEmpty() && sink.test(ahead.remove().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pictures are being labeled", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                default -> throw new IllegalStateException(e.getCause());
            }
        } finally {
            executor.shutdownNow();
            executor.close(); // tasks in progress finish
        }
    }
}
