package resnet50.api;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Does many tasks on several threads, and has their results in the order of the tasks. */
final class InOrder {
    /** Tasks that may be done before the one is that comes next: then a slow one keeps nobody waiting. */
    private static final int AHEAD_PER_THREAD = 4;

    private InOrder() {}

    /**
     * Returns when all is done, or the sink wants no more.
     *
     * @param tasks are asked for as they are needed
     * @param sink takes a result, on the calling thread; returns whether to go on
     * @throws RuntimeException what a task has thrown; so are errors. Later results are lost then
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
            executor.close(); // what a task is doing, it does to the end
        }
    }
}
