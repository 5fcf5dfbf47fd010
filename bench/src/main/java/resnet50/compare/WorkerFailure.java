package resnet50.compare;

import java.io.Serial;

/** A worker died, hung or does not speak the protocol. The message says which, in one line that begins with "it". */
class WorkerFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    WorkerFailure(String message) {
        super(message);
    }

    /** It answered that it cannot do what it was asked for; it is well otherwise. */
    static final class Refusal extends WorkerFailure {
        @Serial
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }

    /** It ended by itself. */
    static final class Death extends WorkerFailure {
        @Serial
        private static final long serialVersionUID = 1;

        private final int exitCode;
        private final String lastWords;

        /** @param lastWords the last line on its standard error, empty if there is none */
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
