package resnet50.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import resnet50.api.ExitCode;

/** The end of a process whose memory does not suffice: one line, from whichever thread it is noticed first. */
final class OutOfMemory {
    /** Heap of stage 6; resident memory is some 60 MB more. */
    private static final int LABEL_MEGABYTES = 160;

    /** Made at the start, for there may be no memory for it later. */
    private static final byte[] LINE = ("resnet50: not enough memory: Java's heap may grow to " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB, and a label by resnet50 takes some " + LABEL_MEGABYTES
                    + "; give Java more, as in java -Xmx512m -jar ..., or take a smaller network, as in --arch resnet18\n")
            .getBytes(StandardCharsets.US_ASCII);

    private static final AtomicBoolean REPORTED = new AtomicBoolean();

    private OutOfMemory() {}

    /** For threads that nothing waits for, such as the warm-up's: otherwise each would print a stack trace, and a label might never come. */
    static void watchAllThreads() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            if (causes(thrown)) {
                report();
                Runtime.getRuntime().halt(ExitCode.MEMORY.code());
            }
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            thrown.printStackTrace();
        });
    }

    /** Whether memory was short in the first place. */
    static boolean causes(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            // of a class whose initializer failed, later uses have the error's text only
            if (t instanceof OutOfMemoryError || String.valueOf(t.getMessage()).contains("java.lang.OutOfMemoryError")) {
                return true;
            }
        }
        return false;
    }

    /** Says so, unless another thread has. */
    static ExitCode report() {
        if (REPORTED.compareAndSet(false, true)) {
            try {
                new FileOutputStream(FileDescriptor.err).write(LINE); // System.err needs memory to encode
            } catch (IOException _) {
                // the exit code tells
            }
        }
        return ExitCode.MEMORY;
    }
}
