package resnet50.measure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Runs an engine on the same picture whenever another program asks for it, so that two engines, each in a JVM of its own, can be
 * measured in turns. It begins with {@code ready} and a JSON object, and then answers every line with one line:
 *
 * <table>
 * <caption>The protocol</caption>
 * <tr><td>{@code run N}</td><td>makes N inferences; answers with what each took in nanoseconds</td></tr>
 * <tr><td>{@code logits}</td><td>answers with the last inference's logits, after making one if there was none</td></tr>
 * <tr><td>{@code probe}</td><td>answers with {@link FmaPeak}'s GFLOP/s at the width of the engine's vectors</td></tr>
 * <tr><td>{@code quit}</td><td>ends without an answer, as does the end of the input</td></tr>
 * <tr><td>anything else</td><td>answers {@code error} and what is wrong</td></tr>
 * </table>
 */
public final class Worker {
    /** A line of times that is longer serves nobody. */
    private static final int MAX_RUNS = 100_000;

    private static final double NANOS_PER_MS = 1e6;

    /** One inference, always of the same picture. */
    @FunctionalInterface
    public interface Inference {
        /** @param logits [length as given to the worker] receives the result */
        void run(float[] logits);
    }

    private final Inference inference;
    private final float[] logits;
    private final String ready;
    private final int vectorBits;
    private boolean hasRun;

    /**
     * @param subject    is told in {@code ready}, as {@code name}, {@code architecture}, {@code weights}, {@code inputSize},
     *                   {@code threads} and {@code vectors}
     * @param vectorBits the width of the engine's vectors; 0 for plain loops, or if nobody knows
     * @param loadNanos  what building the engine took
     * @param logits     how many there are
     */
    public Worker(Subject subject, int vectorBits, long loadNanos, Inference inference, int logits) {
        this.inference = inference;
        this.logits = new float[logits];
        this.vectorBits = vectorBits;
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("name", subject.stage())
                .put("architecture", subject.architecture())
                .put("weights", subject.weights())
                .put("inputSize", subject.inputSize())
                .put("threads", subject.threads())
                .put("vectors", subject.vectorWidth())
                .put("vectorBits", vectorBits)
                .put("loadMs", loadNanos / NANOS_PER_MS);
        this.ready = "ready " + json;
    }

    /**
     * Serves until it is told to quit, or nobody listens any more.
     *
     * @throws IllegalStateException if a logit is NaN or infinite: the speed of a wrong result is worth nothing
     */
    public void serve(BufferedReader in, PrintStream out) throws IOException {
        say(out, ready);
        for (String line = in.readLine(); line != null && !line.strip().equals("quit"); line = in.readLine()) {
            say(out, answer(line.strip()));
            if (out.checkError()) {
                return;
            }
        }
    }

    /** One line, whatever the system's line ends. */
    private static void say(PrintStream out, String line) {
        out.print(line + "\n");
        out.flush();
    }

    private String answer(String line) {
        String[] words = line.split(" ", 2);
        return switch (words[0]) {
            case "run" -> words.length == 2 ? run(words[1]) : "error run wants a number";
            case "logits" -> logits();
            case "probe" -> Double.toString(FmaPeak.gflops(vectorBits));
            default -> "error unknown: " + line;
        };
    }

    private String run(String number) {
        int runs;
        try {
            runs = Integer.parseInt(number);
        } catch (NumberFormatException _) {
            return "error no number: " + number;
        }
        if (runs < 1 || runs > MAX_RUNS) {
            return "error " + runs + " is not between 1 and " + MAX_RUNS;
        }
        return LongStream.generate(this::oneRun).limit(runs).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    private String logits() {
        if (!hasRun) {
            oneRun();
        }
        return IntStream.range(0, logits.length).mapToObj(i -> Float.toString(logits[i])).collect(Collectors.joining(" "));
    }

    /** Returns what it took, in nanoseconds. */
    private long oneRun() {
        // what the engine forgets to write must not pass for the previous run's result
        Arrays.fill(logits, Float.NaN);
        long start = System.nanoTime();
        inference.run(logits);
        long nanos = System.nanoTime() - start;
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                throw new IllegalStateException("logit " + i + " is " + logits[i]);
            }
        }
        hasRun = true;
        return nanos;
    }
}
