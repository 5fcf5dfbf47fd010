package resnet50.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that run as many tasks at the same time. */
final class ThreadTeam implements AutoCloseable {
    private final ExecutorService executor;

    /** @param name of the threads; a number is appended */
    ThreadTeam(int threads, String name) {
        executor = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().name(name, 1).factory());
    }

    /**
     * Waits for all tasks.
     *
     * @return the results, in the order of the tasks
     * @throws IllegalStateException if a task fails
     */
    <T> List<T> run(List<? extends Callable<T>> tasks) throws InterruptedException {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> result : executor.invokeAll(tasks)) {
                results.add(result.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return results;
    }

    @Override
    public void close() {
        executor.close();
    }
}
