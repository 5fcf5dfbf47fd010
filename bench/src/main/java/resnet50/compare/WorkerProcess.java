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
import java.util.stream.Stream;
import resnet50.core.Printable;

/**
 * A process that speaks the protocol of {@link resnet50.measure.Worker}: each request and each answer is one line. Anything
 * else, and an answer that comes too late, is a {@link WorkerFailure}.
 */
final class WorkerProcess implements AutoCloseable {
    private static final String END = "\0end of output";

    /** Time for a process to quit, and to read the rest of its output after its death. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Process process;
    private final PrintWriter to;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Thread errorReader;
    private volatile String lastWords = "";

    /**
     * Starts the process.
     *
     * @param command the program and its arguments
     * @throws WorkerFailure if the program cannot be started
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
            // same as the end of the output
        }
    }

    private void heard(String line) {
        if (!line.isBlank()) {
            lastWords = Printable.text(line.strip());
        }
    }

    /** Waits for the ready line and returns its JSON object. */
    JsonNode awaitReady(Duration limit) throws WorkerFailure {
        String line = answer("getting ready", limit);
        JsonNode ready = null;
        if (line.startsWith("ready ")) {
            try {
                ready = new JsonMapper().readTree(line.substring("ready ".length()));
            } catch (JsonProcessingException _) {
                // reported below
            }
        }
        if (ready == null || !ready.isObject()) {
            throw garbage("ready", line);
        }
        return ready;
    }

    /** Sends a request and returns the answer; an error answer is a {@link WorkerFailure.Refusal}. */
    String ask(String line, Duration limit) throws WorkerFailure {
        to.print(line + "\n");
        to.flush();
        String answer = answer("answering " + line, limit);
        if (answer.startsWith("error ")) {
            throw new WorkerFailure.Refusal("it answered " + line + " with: " + Printable.quote(answer));
        }
        return answer;
    }

    /** Sends a request whose answer is one number. */
    double askNumber(String line, Duration limit) throws WorkerFailure {
        double[] numbers = askNumbers(line, limit);
        if (numbers.length != 1) {
            throw garbage(line, numbers.length + " numbers instead of one");
        }
        return numbers[0];
    }

    /** Sends a request whose answer is a list of numbers. */
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
        answers.add(END); // for a later request
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

    /** CPU time of the process and its descendants; zero if unknown. */
    Duration cpuTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Kills the process and its descendants, such as the launcher's second JVM. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Asks the process to quit, and kills it if it does not. */
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
