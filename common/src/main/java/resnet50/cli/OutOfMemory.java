package resnet50.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import resnet50.core.ExitCode;

/**
 * Ends a process that runs out of memory with one line, from the first thread that notices. The line is prepared in
 * advance.
 */
final class OutOfMemory {
    /** Heap that stage 6 needs. Resident memory is some 70 MB larger. */
    private static final int LABEL_MEGABYTES = 160;

    /** Unlike {@link System#err}, it does not encode. */
    private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);

    private static final byte[] LINE = ("resnet50: not enough memory: Java's heap may grow to " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB, and a label by resnet50 takes some " + LABEL_MEGABYTES
                    + "; give Java more, as in java -Xmx512m -jar ..., or take a smaller network, as in --arch resnet18\n")
            .getBytes(StandardCharsets.US_ASCII);

    /** Freed for the code that ends the process. */
    @SuppressWarnings("UnusedVariable") // it is freed, never read
    private static byte[] reserve = new byte[1 << 18];

    private static boolean reported;

    private OutOfMemory() {}

    /** Ends the process if a lack of memory ends any thread. Otherwise another thread could wait for that thread forever. */
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

    /** Whether the root cause is a lack of memory. */
    static boolean causes(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            // of a class whose initializer failed, later uses have the error's text only
            if (t instanceof OutOfMemoryError || String.valueOf(t.getMessage()).contains("java.lang.OutOfMemoryError")) {
                return true;
            }
        }
        return false;
    }

    /** Prints the line, once per process. */
    static synchronized ExitCode report() {
        reserve = null;
        if (!reported) {
            reported = true;
            try {
                ERR.write(LINE);
            } catch (IOException _) {
                // the exit code tells
            }
        }
        return ExitCode.MEMORY;
    }
}
