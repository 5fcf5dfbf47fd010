package resnet50.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import resnet50.core.Printable;

/**
 * A process that speaks the protocol of {@link resnet50.measure.Worker}: it is asked a line and answers a line. Whatever it does
 * instead is a {@link WorkerFailure}, and takes no longer than the time that it was given.
 */
final class WorkerProcess implements AutoCloseable {
    private static final String END = "\0end of output";

    /** For a process that is told to quit, and for what it still says when it has died. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Process process;
    private final PrintWriter to;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Thread errorReader;
    private volatile String lastWords = "";

    /**
     * Starts it.
     *
     * @param command the program and its arguments
     * @throws WorkerFailure if there is no such program
     */
    WorkerProcess(List<String> command) throws WorkerFailure {
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new WorkerFailure("it cannot be started: " + Printable.text(e.getMessage()));
        }
        to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().name("answers").start(() -> {
            readLines(process.inputReader(StandardCharsets.UTF_8), answers::add);
            answers.add(END);
        });
        errorReader = Thread.ofPlatform().daemon().name("last-words").start(() ->
                readLines(process.errorReader(StandardCharsets.UTF_8), this::heard));
    }

    private static void readLines(BufferedReader from, Consumer<String> lines) {
        try (from) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                lines.accept(line);
            }
        } catch (IOException _) {
            // as good as its end
        }
    }

    private void heard(String line) {
        if (!line.isBlank()) {
            lastWords = Printable.text(line.strip());
        }
    }

    /** Waits for its first line; returns the object in it. */
    JsonNode awaitReady(Duration limit) throws WorkerFailure {
        String line = answer("getting ready", limit);
        JsonNode ready = null;
        if (line.startsWith("ready ")) {
            try {
                ready = new JsonMapper().readTree(line.substring("ready ".length()));
            } catch (JsonProcessingException _) {
                // said below
            }
        }
        if (ready == null || !ready.isObject()) {
            throw garbage("ready", line);
        }
        return ready;
    }

    /** Returns the answer to a line; fails if that is an error. */
    String ask(String line, Duration limit) throws WorkerFailure {
        to.print(line + "\n");
        to.flush();
        String answer = answer("answering " + line, limit);
        if (answer.startsWith("error ")) {
            throw new WorkerFailure.Refusal("it answered " + line + " with: " + Printable.quote(answer));
        }
        return answer;
    }

    /** Returns the answer to a line, one number. */
    double askNumber(String line, Duration limit) throws WorkerFailure {
        double[] numbers = askNumbers(line, limit);
        if (numbers.length != 1) {
            throw garbage(line, numbers.length + " numbers instead of one");
        }
        return numbers[0];
    }

    /** Returns the answer to a line, numbers and nothing else. */
    double[] askNumbers(String line, Duration limit) throws WorkerFailure {
        String answer = ask(line, limit);
        String[] words = answer.strip().split(" ", -1);
        double[] numbers = new double[words.length];
        try {
            for (int i = 0; i < words.length; i++) {
                numbers[i] = Double.parseDouble(words[i]);
            }
        } catch (NumberFormatException _) {
            throw garbage(line, answer);
        }
        return numbers;
    }

    private WorkerFailure garbage(String line, String answer) {
        return new WorkerFailure(
                "it does not speak the protocol: it answered " + line + " with: " + Printable.quote(answer));
    }

    private String answer(String what, Duration limit) throws WorkerFailure {
        String line;
        try {
            line = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new WorkerFailure("it was interrupted");
        }
        if (line == null) {
            String seconds = String.format(Locale.ROOT, "%.3g", limit.toMillis() / 1000.0);
            throw new WorkerFailure(said("it hung: more than " + seconds + " s went by in " + what));
        }
        if (line.equals(END)) {
            throw died(what);
        }
        return line;
    }

    private WorkerFailure died(String what) {
        answers.add(END); // for whoever asks again
        try {
            boolean ended = process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            errorReader.join(GRACE);
            return ended
                    ? new WorkerFailure.Death(
                            said("it died with exit code " + process.exitValue() + " instead of " + what),
                            process.exitValue(),
                            lastWords)
                    : new WorkerFailure(said("it closed its output instead of " + what));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new WorkerFailure("it was interrupted");
        }
    }

    private String said(String message) {
        return lastWords.isEmpty() ? message : message + "; its last words: " + lastWords;
    }

    /** Ends it and whatever it started, such as the launcher's second JVM, without a word. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Tells it to quit, and kills it if it does not. */
    @Override
    public void close() {
        to.print("quit\n");
        to.close();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
