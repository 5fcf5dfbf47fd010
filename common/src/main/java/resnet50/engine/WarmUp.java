package resnet50.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Has a stage's kernels compiled before the first picture comes. Interpreted code runs the Vector API about a thousand times
 * slower than compiled code, so that an unprepared first picture takes ten seconds and more; a call on next to no data teaches
 * the compiler as much as one on a whole layer.
 */
final class WarmUp {
    /** The compiler looks at how often a method was called; with the launcher's options, some ten times will do. */
    private static final int CALLS = 50;

    /** Interpreted, the smallest call to a vector kernel takes more than this; compiled, less. */
    private static final long COMPILED_NANOS = 10_000;

    /** Where nothing is ever compiled, as under {@code -Xint}, the picture had better begin. */
    private static final long PATIENCE_NANOS = 2_000_000_000;

    private WarmUp() {}

    /** Begins in the background. */
    static Thread start(EngineProvider provider) {
        return Thread.ofPlatform().daemon().name("warm-up").start(() -> run(provider.warmUps()));
    }

    private static void run(List<Runnable> tasks) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<Runnable> slow = new ArrayList<>(tasks);
        while (!slow.isEmpty() && System.nanoTime() < deadline) {
            slow.removeIf(WarmUp::isCompiled);
        }
    }

    private static boolean isCompiled(Runnable task) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            task.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best < COMPILED_NANOS;
    }
}
