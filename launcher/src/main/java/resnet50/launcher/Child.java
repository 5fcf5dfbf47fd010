package resnet50.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The second JVM. It shares our standard input and output and ends when we are told to: by Ctrl-C, which a terminal sends to
 * both, or by a signal to us alone. The exit code is then our JVM's own for that signal, such as 130.
 */
final class Child {
    /** Seconds for the classifier to take away its temporary files; more, and a user would reach for {@code kill -9}. */
    private static final long GRACE = 5;

    /** What {@link Process#exitValue} is of a process that the system has killed. */
    private static final int KILLED = 128 + 9;

    private final List<String> command;
    private final boolean needsLocale;
    private Process process;
    private boolean stopping;
    private boolean copied;

    /** @param needsLocale whether it cannot have ours */
    Child(List<String> command, boolean needsLocale) {
        this.command = command;
        this.needsLocale = needsLocale;
    }

    /** Whether it was killed, though not by us: the system does so where memory is short, and leaves no word. */
    synchronized boolean killed(int exitCode) {
        return exitCode == KILLED && !stopping;
    }

    /** Returns its exit code, which is 128 + n if signal n killed it. */
    int run(ErrorOutput output) throws IOException, InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(new Stopper(this));
        } catch (IllegalStateException e) {
            // a signal came first: exit waits for the end that has begun, whatever the code
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

    /** Ends it and passes on its last words. Nothing to do if it is gone already. */
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

    /** {@link Process#destroy} closes the pipe, and with it the last words; the handle of Java 9 leaves it open. */
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
                // nobody interrupts a hook; the JVM ends either way
                Thread.currentThread().interrupt();
            }
        }
    }
}
