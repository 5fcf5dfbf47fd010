package resnet50.compare;

import java.io.Serial;

/** A worker died, hung or violated the protocol. The message is one line that begins with "it". */
class WorkerFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    WorkerFailure(String message) {
        super(message);
    }

    /** The worker answered a request with an error; it is still usable. */
    static final class Refusal extends WorkerFailure {
        @Serial
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }

    /** The worker's process ended unexpectedly. */
    static final class Death extends WorkerFailure {
        @Serial
        private static final long serialVersionUID = 1;

        private final int exitCode;
        private final String lastWords;

        /** @param lastWords the last line of its standard error; empty if there is none */
        Death(String message, int exitCode, String lastWords) {
            super(message);
            this.exitCode = exitCode;
            this.lastWords = lastWords;
        }

        int exitCode() {
            return exitCode;
        }

        String lastWords() {
            return lastWords;
        }
    }
}
