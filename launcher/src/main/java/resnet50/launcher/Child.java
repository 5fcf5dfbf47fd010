package resnet50.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The second JVM. It inherits the launcher's standard input and output. It ends together with the launcher: on Ctrl-C,
 * which a terminal sends to both processes, or on a signal to the launcher alone. The exit code is then the launcher's
 * own for that signal, such as 130.
 */
final class Child {
    /** Seconds for the classifier to delete its temporary files. A longer wait would tempt users to {@code kill -9}. */
    private static final long GRACE = 5;

    /** {@link Process#exitValue} of a process that SIGKILL ended. */
    private static final int KILLED = 128 + 9;

    private final List<String> command;
    private final boolean needsLocale;
    private Process process;
    private boolean stopping;
    private boolean copied;

    /** @param needsLocale whether the second JVM needs a UTF-8 locale instead of the inherited one */
    Child(List<String> command, boolean needsLocale) {
        this.command = command;
        this.needsLocale = needsLocale;
    }

    /** Returns whether another process or the system killed the second JVM. The system does so when memory is short. */
    synchronized boolean killed(int exitCode) {
        return exitCode == KILLED && !stopping;
    }

    /** Runs the second JVM. Returns its exit code, which is 128 + n if signal n killed it. */
    int run(ErrorOutput output) throws IOException, InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(new Stopper(this));
        } catch (IllegalStateException e) {
            // a signal has already started the shutdown: System.exit blocks, and this code has no effect
            return 0;
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(Redirect.INHERIT).redirectOutput(Redirect.INHERIT);
        if (needsLocale) {
            Encoding.setUtf8(builder.environment());
        }
        Process started;
        synchronized (this) {
            if (stopping) {
                return 0;
            }
            started = builder.start();
            process = started;
        }
        try {
            output.copy(started.getErrorStream());
        } finally {
            synchronized (this) {
                copied = true;
                notifyAll();
            }
        }
        return started.waitFor();
    }

    /** Stops the second JVM, if it is running, and waits until its last output is copied. */
    void stop() throws InterruptedException {
        Process started;
        synchronized (this) {
            stopping = true;
            started = process;
        }
        if (started == null) {
            return;
        }
        if (started.isAlive()) {
            terminate(started);
            if (!started.waitFor(GRACE, TimeUnit.SECONDS)) {
                started.destroyForcibly().waitFor(1, TimeUnit.SECONDS);
            }
        }
        synchronized (this) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            for (long left = 1000; !copied && left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                wait(left);
            }
        }
    }

    /**
     * {@link Process#destroy} closes the pipe and loses the last output; the process handle of Java 9 keeps it open.
     */
    private static void terminate(Process process) {
        try {
            Object handle = Process.class.getMethod("toHandle").invoke(process);
            Class.forName("java.lang.ProcessHandle").getMethod("destroy").invoke(handle);
        } catch (ReflectiveOperationException e) {
            process.destroy();
        }
    }

    private static final class Stopper extends Thread {
        private final Child child;

        Stopper(Child child) {
            this.child = child;
        }

        @Override
        public void run() {
            try {
                child.stop();
            } catch (InterruptedException e) {
                // not expected in a shutdown hook; the JVM ends in any case
                Thread.currentThread().interrupt();
            }
        }
    }
}
