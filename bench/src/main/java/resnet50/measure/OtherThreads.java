package resnet50.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.LongStream;
import resnet50.core.AllocationMeter;

/**
 * Counts the heap bytes that the program's other threads allocate. The JVM's own threads do not count: its compilers, for
 * example, allocate a little now and then. All methods must be called by the same thread, whose own allocation is counted
 * by {@link AllocationMeter#callerBytes}.
 */
final class OtherThreads {
    private final AllocationMeter meter;
    private final ThreadMXBean threads; // null if the JVM does not count
    private final ThreadGroup program = programGroup();
    private long[] ids = {}; // of the live threads, sorted
    private long liveBytes; // of these threads
    private long jvmBytes; // of all threads of the JVM, without the caller
    private long startedThreads;
    private long bytes;

    OtherThreads(AllocationMeter meter) {
        this.meter = meter;
        threads = meter.counts() ? (ThreadMXBean) ManagementFactory.getThreadMXBean() : null;
    }

    /** The outermost group that contains the caller and is not the JVM's. */
    private static ThreadGroup programGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null && group.getParent().getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /**
     * A running total; only differences between two calls have a meaning. If a thread of the program has started or ended
     * between two calls, the difference is that of all threads of the JVM, because only this sum includes ended threads.
     *
     * @return {@link AllocationMeter#UNKNOWN} if the JVM does not count
     */
    long bytes() {
        if (threads == null) {
            return AllocationMeter.UNKNOWN;
        }
        long started = threads.getTotalStartedThreadCount();
        long[] now = liveThreads();
        long live = LongStream.of(threads.getThreadAllocatedBytes(now)).sum();
        long jvm = meter.allThreadsBytes() - meter.callerBytes();
        boolean sameThreads = started == startedThreads && Arrays.equals(now, ids);
        bytes += sameThreads ? live - liveBytes : jvm - jvmBytes;
        startedThreads = started;
        ids = now;
        liveBytes = live;
        jvmBytes = jvm;
        return bytes;
    }

    private long[] liveThreads() {
        Thread[] all = new Thread[program.activeCount() + 1];
        int count = program.enumerate(all);
        while (count == all.length) { // perhaps there are more threads
            all = new Thread[2 * count];
            count = program.enumerate(all);
        }
        return Arrays.stream(all, 0, count)
                .filter(thread -> !thread.equals(Thread.currentThread()))
                .mapToLong(Thread::threadId)
                .sorted()
                .toArray();
    }
}
