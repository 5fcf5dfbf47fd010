package resnet50.cli;

import java.util.function.Supplier;

/** Prints a line if the process is ended by a signal, such as Ctrl-C, before this is closed. */
final class InterruptNote implements AutoCloseable {
    private final Thread hook;

    /** @param text is asked for on another thread */
    InterruptNote(Messages messages, Supplier<String> text) {
        hook = new Thread(() -> messages.note(text.get()), "interrupt-note");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is ending
        }
    }
}
