package resnet50.measure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import resnet50.core.AllocationMeter;
import resnet50.text.Json;

/**
 * Serves inferences on the same image to another program, so that several workers, each in a JVM of its own, can be measured in
 * turns. The first line is {@code ready} and a JSON object. Then each request, a line, is answered by one line:
 *
 * <table>
 * <caption>The protocol</caption>
 * <tr><td>{@code run N}</td><td>makes N inferences; answers with the nanoseconds of each</td></tr>
 * <tr><td>{@code logits}</td><td>answers with the logits of the last inference; makes one if there was none</td></tr>
 * <tr><td>{@code throughput N}</td><td>computes N images on one thread per lane; answers with the total time in
 *     nanoseconds</td></tr>
 * <tr><td>{@code account}</td><td>answers with two numbers, averages over the later half of all inferences of {@code run}: heap
 *     bytes that all threads allocated, and bytes read from the weights file; −1 if unknown</td></tr>
 * <tr><td>{@code memory}</td><td>answers with {@link ResidentMemory}'s bytes</td></tr>
 * <tr><td>{@code layers N}</td><td>measures the time of each layer over N inferences, on a second engine; answers with a JSON array
 *     of {@link LayerTime}, empty if the network does not report layers</td></tr>
 * <tr><td>{@code probe N}</td><td>answers with {@link FmaPeak}'s GFLOP/s of N threads, or of one if N is missing, at the width of
 *     the engine's vectors</td></tr>
 * <tr><td>{@code quit}</td><td>ends without an answer, as the end of the input does</td></tr>
 * <tr><td>anything else</td><td>answers {@code error} and the reason</td></tr>
 * </table>
 */
public final class Worker {
    /** Limits the length of an answer. */
    private static final int MAX_RUNS = 100_000;

    private static final double NANOS_PER_MS = 1e6;

    private final Inference inference;
    private final int classes;
    private final RunLog log;
    private final String ready;
    private final int vectorBits;

    /**
     * @param subject    reported in {@code ready} as {@code name}, {@code title}, {@code architecture}, {@code weights},
     *                   {@code inputSize}, {@code threads} and {@code vectors}; with it {@code threadsUsed}, {@code lanes} and
     *                   {@code neededMacs}
     * @param vectorBits vector width of the engine; 0 for plain loops, or if unknown
     * @param loadNanos  time to build the engine
     * @param classes    number of logits
     */
    public Worker(RunSetup subject, int vectorBits, long loadNanos, Inference inference, int classes) {
        this.inference = inference;
        this.classes = classes;
        this.log = new RunLog(inference, classes, System::nanoTime);
        this.vectorBits = vectorBits;
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("name", subject.stage())
                .put("title", subject.title())
                .put("architecture", subject.architecture())
                .put("weights", subject.weights())
                .put("inputSize", subject.inputSize())
                .put("threads", subject.threads())
                .put("threadsUsed", inference.threads())
                .put("lanes", inference.lanes())
                .put("vectors", subject.vectorWidth())
                .put("vectorBits", vectorBits)
                .put("loadMs", loadNanos / NANOS_PER_MS)
                .put("neededMacs", inference.neededMacs());
        this.ready = "ready " + json;
    }

    /**
     * Serves until {@code quit}, the end of the input, or a closed output.
     *
     * @throws IllegalStateException if a logit is NaN or infinite
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

    /** Line ends are {@code \n} on every system. */
    private static void say(PrintStream out, String line) {
        out.print(line + "\n");
        out.flush();
    }

    private String answer(String line) {
        String[] words = line.split(" ", 2);
        String number = words.length == 2 ? words[1] : "";
        return switch (words[0]) {
            case "run" -> counted(words[0], number, this::run);
            case "logits" -> logits();
            case "throughput" -> counted(words[0], number, n -> Long.toString(Throughput.nanos(inference, classes, n)));
            case "account" -> account();
            case "memory" -> Long.toString(ResidentMemory.bytes());
            case "layers" -> counted(words[0], number, this::layers);
            case "probe" -> counted(words[0], number.isEmpty() ? "1" : number, n -> Double.toString(FmaPeak.gflops(vectorBits, n)));
            default -> "error unknown: " + line;
        };
    }

    private static String counted(String command, String number, IntFunction<String> answer) {
        if (number.isEmpty()) {
            return "error " + command + " wants a number";
        }
        int count;
        try {
            count = Integer.parseInt(number);
        } catch (NumberFormatException _) {
            return "error no number: " + number;
        }
        return count < 1 || count > MAX_RUNS
                ? "error " + count + " is not between 1 and " + MAX_RUNS
                : answer.apply(count);
    }

    private String run(int runs) {
        return LongStream.generate(() -> log.run().nanos())
                .limit(runs)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    private String logits() {
        if (log.size() == 0) {
            log.run();
        }
        float[] logits = log.logits();
        return IntStream.range(0, logits.length).mapToObj(i -> Float.toString(logits[i])).collect(Collectors.joining(" "));
    }

    private String account() {
        if (log.size() == 0) {
            return "error no inference yet";
        }
        int from = log.size() / 2;
        boolean read = inference.weightsBytes() != AllocationMeter.UNKNOWN;
        return log.allThreadsBytes(from) + " " + (read ? log.perRun(from, RunLog.Run::weightsBytes) : AllocationMeter.UNKNOWN);
    }

    private String layers(int runs) {
        return Json.line(inference.layers(runs));
    }
}
