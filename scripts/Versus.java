import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Measures two workers in turns, see {@code versus.sh}. A worker is a jar's process that answers a line on its standard input with a
 * line; the protocol is that of {@code resnet50.measure.Worker}. Runs from source on Java 17 or newer, with Jackson on the class path.
 */
final class Versus {
    private static final double NANOS_PER_MS = 1e6;

    /** Inferences that warm a worker up, however long they take. */
    private static final int MIN_WARM_UP_RUNS = 3;

    /** Of the largest logit: programs that compute something else are not worth comparing. */
    private static final double TOLERANCE = 1e-3;

    /** What ends the script with a line for the user. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    /** One of the two processes. */
    private static final class Worker implements AutoCloseable {
        private static final String END = "\0end of output";

        final String label;
        private final Process process;
        private final Path log;
        private final PrintWriter to;
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final int timeoutSeconds;
        private JsonNode ready;

        Worker(String label, List<String> command, int timeoutSeconds) throws IOException {
            this.label = label;
            this.timeoutSeconds = timeoutSeconds;
            log = Files.createTempFile("versus", ".log");
            log.toFile().deleteOnExit();
            process = new ProcessBuilder(command).redirectError(log.toFile()).start();
            to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
            Thread reader = new Thread(this::read, label);
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = from.readLine(); line != null; line = from.readLine()) {
                    answers.add(line);
                }
            } catch (IOException e) {
                // as good as its end
            }
            answers.add(END);
        }

        JsonNode awaitReady() throws IOException, InterruptedException {
            String line = answer("to get ready");
            if (!line.startsWith("ready ")) {
                throw new Failure(label + " does not speak the protocol: " + line);
            }
            ready = new JsonMapper().readTree(line.substring("ready ".length()));
            return ready;
        }

        String ask(String line) throws IOException, InterruptedException {
            to.print(line + "\n");
            to.flush();
            String answer = answer("to answer: " + line);
            if (answer.startsWith("error ")) {
                throw new Failure(label + ": " + line + ": " + answer);
            }
            return answer;
        }

        /** One inference, in nanoseconds. */
        long run() throws IOException, InterruptedException {
            return Long.parseLong(ask("run 1"));
        }

        double[] logits() throws IOException, InterruptedException {
            return Arrays.stream(ask("logits").split(" ")).mapToDouble(Double::parseDouble).toArray();
        }

        private String answer(String what) throws IOException, InterruptedException {
            String line = answers.poll(timeoutSeconds, TimeUnit.SECONDS);
            if (line == null) {
                throw new Failure(label + " hangs: it took more than " + timeoutSeconds + " s " + what + said());
            }
            if (line.equals(END)) {
                boolean ended = process.waitFor(5, TimeUnit.SECONDS);
                throw new Failure(label + " died instead " + what.replaceFirst("^to answer", "of answering").replaceFirst("^to get", "of getting")
                        + (ended ? ", exit code " + process.exitValue() : "") + said());
            }
            return line;
        }

        /** The last lines on its standard error. */
        private String said() throws IOException {
            List<String> lines = Files.readAllLines(log);
            List<String> last = lines.subList(Math.max(0, lines.size() - 10), lines.size());
            return last.isEmpty() ? "" : "; it said:\n  " + String.join("\n  ", last);
        }

        /** The launcher's child too. */
        @Override
        public void close() {
            to.print("quit\n");
            to.close();
            try {
                if (!process.waitFor(2, TimeUnit.SECONDS)) {
                    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
                    family.add(process.toHandle());
                    family.forEach(ProcessHandle::destroyForcibly);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final Map<String, String> options;

    private Versus(Map<String, String> options) {
        this.options = options;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int exitCode = 0;
        try {
            Map<String, String> options = new LinkedHashMap<>(Map.of("--threads", "1", "--pairs", "30", "--timeout", "180", "--warm-up", "5"));
            List<String> names = parse(args, options);
            new Versus(options).compare(names.get(0), names.get(1));
        } catch (Failure e) {
            System.err.println("versus: " + e.getMessage());
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    private static List<String> parse(String[] args, Map<String, String> options) {
        List<String> known = List.of(
                "--threads", "--pairs", "--weights", "--vector", "--arch", "--crop", "--warm-up", "--timeout", "--spinning");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                names.add(args[i]);
            } else if (known.contains(args[i]) && i + 1 < args.length) {
                options.put(args[i], args[++i]);
            } else {
                throw new Failure(args[i] + " is no option, or lacks its value; there are A B " + String.join(" ", known));
            }
        }
        if (names.size() != 2) {
            throw new Failure("give two programs, such as: scripts/versus.sh stage4.jar peers");
        }
        return names;
    }

    private int number(String option) {
        try {
            int value = Integer.parseInt(options.get(option));
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Failure(option + " " + options.get(option) + " is no positive number");
    }

    private List<String> command(String name) {
        boolean peer = name.equals("peers") || name.equals("peers.jar") || name.equals("onnxruntime");
        String jar = peer ? "peers.jar" : name.endsWith(".jar") ? name : name + ".jar";
        if (!Files.exists(Path.of(jar))) {
            throw new Failure(jar + " is not there; build it: ./mvnw -q " + (peer ? "-Ppeers " : "") + "-DskipTests package");
        }
        List<String> command = new ArrayList<>(List.of("java", "-jar", jar, "worker"));
        List<String> passed = new ArrayList<>(List.of("--threads", "--weights", "--arch", "--crop"));
        passed.add(peer ? "--spinning" : "--vector");
        for (String option : passed) {
            if (options.containsKey(option)) {
                command.addAll(List.of(option, options.get(option)));
            }
        }
        return command;
    }

    private void compare(String nameA, String nameB) throws IOException, InterruptedException {
        int pairs = number("--pairs");
        int timeout = number("--timeout");
        List<String> commandA = command(nameA);
        List<String> commandB = command(nameB);
        // one after the other: two that load at once take each other's time
        try (Worker a = new Worker("A (" + nameA + ")", commandA, timeout)) {
            describe(a);
            try (Worker b = new Worker("B (" + nameB + ")", commandB, timeout)) {
                describe(b);
                requireTheSame(a, b);
                warmUp(a, b);
                probe("before", a, b);
                measure(a, b, pairs);
                probe("after", a, b);
            }
        }
    }

    private static void describe(Worker worker) throws IOException, InterruptedException {
        JsonNode ready = worker.awaitReady();
        System.out.printf(
                Locale.ROOT,
                "%s  %s, %s of %s at %d, threads %d, vectors: %s, loaded in %.0f ms%n",
                worker.label.substring(0, 1),
                ready.get("name").asText(),
                ready.get("architecture").asText(),
                ready.get("weights").asText(),
                ready.get("inputSize").asInt(),
                ready.get("threads").asInt(),
                ready.get("vectors").asText(),
                ready.get("loadMs").asDouble());
    }

    private static void requireTheSame(Worker a, Worker b) throws IOException, InterruptedException {
        for (String field : List.of("architecture", "inputSize")) {
            if (!a.ready.get(field).equals(b.ready.get(field))) {
                throw new Failure("A's " + field + " is " + a.ready.get(field) + ", B's is " + b.ready.get(field));
            }
        }
        double[] logitsA = a.logits();
        double[] logitsB = b.logits();
        if (logitsA.length != logitsB.length) {
            throw new Failure("A gives " + logitsA.length + " logits, B " + logitsB.length);
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < logitsA.length; i++) {
            largest = Math.max(largest, Math.abs(logitsA[i]));
            difference = Math.max(difference, Math.abs(logitsA[i] - logitsB[i]));
        }
        if (!(difference <= TOLERANCE * largest)) {
            throw new Failure(String.format(
                    Locale.ROOT, "A and B do not compute the same: logits differ by %.3g, the largest is %.3g", difference, largest));
        }
        System.out.printf(Locale.ROOT, "   logits differ by %.2g at most, the largest is %.3g%n", difference, largest);
    }

    /** In turns as well, so that both are compiled under the conditions under which they are measured. */
    private void warmUp(Worker a, Worker b) throws IOException, InterruptedException {
        long nanosA = 0;
        long nanosB = 0;
        long enough = TimeUnit.SECONDS.toNanos(number("--warm-up"));
        for (int runs = 0; runs < MIN_WARM_UP_RUNS || Math.min(nanosA, nanosB) < enough; runs++) {
            nanosA += a.run();
            nanosB += b.run();
            if (runs >= MIN_WARM_UP_RUNS && Math.max(nanosA, nanosB) > 10 * enough) {
                break; // the faster one has had many times the runs that it needs
            }
        }
    }

    /** What one thread of this machine can do at the moment, with vectors as wide as a worker's, if that is known. */
    private static void probe(String when, Worker... workers) throws IOException, InterruptedException {
        for (Worker worker : workers) {
            int bits = worker.ready.get("vectorBits").asInt();
            if (bits > 0) {
                double gflops = Double.parseDouble(worker.ask("probe"));
                System.out.printf(
                        Locale.ROOT,
                        "%s  %.1f GFLOP/s at most with %d bits on one thread, %s%n",
                        worker.label.charAt(0),
                        gflops,
                        bits,
                        when);
            }
        }
    }

    private static void measure(Worker a, Worker b, int pairs) throws IOException, InterruptedException {
        double[] timesA = new double[pairs];
        double[] timesB = new double[pairs];
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            // ABBA: what drifts steadily favors neither
            if (i % 2 == 0) {
                timesA[i] = a.run() / NANOS_PER_MS;
                timesB[i] = b.run() / NANOS_PER_MS;
            } else {
                timesB[i] = b.run() / NANOS_PER_MS;
                timesA[i] = a.run() / NANOS_PER_MS;
            }
            ratios[i] = timesA[i] / timesB[i];
        }
        report("A", "ms", timesA);
        report("B", "ms", timesB);
        report("A/B", "", ratios);
        System.out.printf(Locale.ROOT, "%d pairs, ABBA, one inference at a time%n", pairs);
    }

    private static void report(String what, String unit, double[] values) {
        System.out.printf(
                Locale.ROOT,
                "%-4s median %8.3f %-2s  quartiles %.3f to %.3f, 90 %% of them within %.3f to %.3f%n",
                what,
                percentile(values, 50),
                unit,
                percentile(values, 25),
                percentile(values, 75),
                percentile(values, 5),
                percentile(values, 95));
    }

    /** Between two values, on the straight line between them. */
    private static double percentile(double[] values, double percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = percent / 100 * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
