package resnet50.api;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/** Runs many tasks on several threads and delivers their results in the order of the tasks. */
final class InOrder {
    /** Tasks per thread that may finish before the next result is due. Keeps threads busy behind a slow task. */
    private static final int AHEAD_PER_THREAD = 4;

    private InOrder() {}

    /**
     * Returns when all tasks are done, or the sink has returned false.
     *
     * @param tasks is asked lazily, on the calling thread
     * @param sink  receives a result, on the calling thread; returns whether to go on
     * @throws RuntimeException thrown by a task, likewise errors; later results are lost
     */
    static <R> void run(Iterator<Callable<R>> tasks, int threads, Predicate<R> sink) {
        ExecutorService executor = executor(threads);
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
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            executor.shutdownNow();
            executor.close(); // tasks in progress finish
        }
    }

    /**
     * As {@link #run}, but the tasks are asked for on a daemon thread, so that results are delivered while the next
     * task is awaited.
     *
     * @param tasks may block
     */
    static <R> void runAsTheyCome(Iterator<Callable<R>> tasks, int threads, Predicate<R> sink) {
        ExecutorService executor = executor(threads);
        BlockingQueue<Optional<Future<R>>> ahead = new ArrayBlockingQueue<>(threads * AHEAD_PER_THREAD); // ends with an empty one
        Thread feeder = Thread.ofPlatform().daemon().name("feeder").start(() -> {
            try {
                submitAll(tasks, executor, ahead);
                ahead.put(Optional.empty());
            } catch (InterruptedException | RejectedExecutionException _) {
                // nothing more is wanted
            }
        });
        try {
            Optional<Future<R>> next = ahead.take();
            while (next.isPresent() && sink.test(next.get().get())) {
                next = ahead.take();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            feeder.interrupt();
            executor.shutdownNow();
            executor.close(); // tasks in progress finish
        }
    }

    /** An exception of the iterator becomes the last result. */
    private static <R> void submitAll(
            Iterator<Callable<R>> tasks, ExecutorService executor, BlockingQueue<Optional<Future<R>>> ahead)
            throws InterruptedException {
        try {
            while (tasks.hasNext()) {
                ahead.put(Optional.of(executor.submit(tasks.next())));
            }
        } catch (RejectedExecutionException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            ahead.put(Optional.of(CompletableFuture.failedFuture(e)));
        }
    }

    private static ExecutorService executor(int threads) {
        return Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().name("pictures-", 1).factory());
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while pictures are being labeled", e);
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException thrown -> thrown;
            case Error thrown -> throw thrown;
            default -> new IllegalStateException(e.getCause());
        };
    }
}
