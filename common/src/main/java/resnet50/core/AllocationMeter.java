package resnet50.core;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Counts heap bytes allocated since it was created, freed ones included, to the byte; {@link #UNKNOWN} where the JVM does not
 * count. Reading a counter allocates nothing itself once that has been rehearsed, so that there is nothing to subtract.
 */
public final class AllocationMeter {
    public static final long UNKNOWN = -1;

    private static final int REHEARSALS = 100;

    private final ThreadMXBean threads;

    public AllocationMeter() {
        threads = countingBean();
        // The first calls load and link classes, which allocates.
        for (int i = 0; i < REHEARSALS; i++) {
            callerBytes();
            allThreadsBytes();
        }
    }

    private static ThreadMXBean countingBean() {
        if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean && bean.isThreadAllocatedMemorySupported()) {
            bean.setThreadAllocatedMemoryEnabled(true);
            return bean;
        }
        return null;
    }

    public boolean counts() {
        return threads != null;
    }

    /** Of the calling thread alone. */
    public long callerBytes() {
        return threads == null ? UNKNOWN : threads.getCurrentThreadAllocatedBytes();
    }

    /**
     * Of every thread of the JVM, those that have ended as well. A sum over the threads that live now would miss a worker that
     * started and ended in between, and a list of the engine's threads one that it does not tell of.
     */
    public long allThreadsBytes() {
        return threads == null ? UNKNOWN : threads.getTotalThreadAllocatedBytes();
    }
}
