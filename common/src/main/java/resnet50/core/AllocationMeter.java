package resnet50.core;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Counts the heap bytes allocated since it was created, exactly, freed bytes included. Counts are {@link #UNKNOWN} if
 * the JVM does not keep them. After the constructor's rehearsal, reading a counter allocates nothing.
 */
public final class AllocationMeter {
    public static final long UNKNOWN = -1;

    private static final int REHEARSALS = 100;

    private final ThreadMXBean threads;

    public AllocationMeter() {
        threads = countingBean();
        // the first calls load and link classes, which allocates
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

    /** Bytes allocated by the calling thread. */
    public long callerBytes() {
        return threads == null ? UNKNOWN : threads.getCurrentThreadAllocatedBytes();
    }

    /**
     * Bytes allocated by all threads of the JVM, including ended threads. A sum over the live threads would miss a
     * worker that starts and ends during a measurement. A sum over the engine's known threads would miss any other
     * thread.
     */
    public long allThreadsBytes() {
        return threads == null ? UNKNOWN : threads.getTotalThreadAllocatedBytes();
    }
}
