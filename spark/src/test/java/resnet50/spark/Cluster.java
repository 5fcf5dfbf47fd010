package resnet50.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import resnet50.testing.Repository;

/** A standalone Spark cluster on this machine: processes for a master and workers of one core each. */
final class Cluster implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 600;
    private static final String HOST = "127.0.0.1";
    private static final String SPARK_CLASS = Repository.file("spark/spark-class").toString();
    private static final String SUBMIT = Repository.file("spark/spark-submit").toString();

    private final Path folder;
    private final int port = freePort();
    private final int webPort = freePort();
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    /** Starts the master, without workers. */
    Cluster(Path folder) throws IOException {
        this.folder = folder;
        this.master = start("master", SPARK_CLASS, "org.apache.spark.deploy.master.Master", "--host", HOST, "--port",
                Integer.toString(port), "--webui-port", Integer.toString(webPort));
        await(() -> state().contains("\"status\""));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Polls until processes reach a state, since they do not report it. */
    static void await(BooleanSupplier state) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!state.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited for " + TIMEOUT_SECONDS + " s");
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** The master's state as JSON; empty if it does not answer. */
    private String state() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://" + HOST + ":" + webPort + "/json/");
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts workers until a given number is alive. */
    void workers(int count) throws IOException {
        workers.removeIf(worker -> !worker.isAlive());
        while (workers.size() < count) {
            String name = "worker" + System.nanoTime();
            workers.add(start(name, SPARK_CLASS, "org.apache.spark.deploy.worker.Worker", "--host", HOST,
                    "--cores", "1", "--memory", "600m", "--webui-port", "0", "--work-dir", folder.resolve(name).toString(),
                    "spark://" + HOST + ":" + port));
        }
        await(() -> state().replaceAll("\\s", "").contains("\"aliveworkers\":" + count));
    }

    /** Kills a worker and its executor, like a machine that fails. */
    void killWorker() {
        Process worker = workers.removeFirst();
        worker.descendants().forEach(ProcessHandle::destroyForcibly);
        worker.destroyForcibly();
    }

    /** Begins a job by {@code spark-submit}. */
    Process submit(String name, List<String> sparkOptions, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(SUBMIT, "--master", "spark://" + HOST + ":" + port,
                "--driver-memory", "512m", "--executor-memory", "512m", "--conf", "spark.ui.enabled=false"));
        command.addAll(sparkOptions);
        command.add(Repository.file("label-spark.jar").toString());
        command.addAll(arguments);
        return start(name, command.toArray(String[]::new));
    }

    /** Begins a job of a local master, without the JVM options that {@code spark/spark-submit} adds. */
    Process submitLocally(String name, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(SPARK_CLASS, "org.apache.spark.deploy.SparkSubmit",
                "--master", "local[1]", "--driver-memory", "512m", "--conf", "spark.ui.enabled=false",
                Repository.file("label-spark.jar").toString()));
        command.addAll(arguments);
        return start(name, command.toArray(String[]::new));
    }

    /** Waits for the end of a process; returns its exit code. */
    static int finish(Process process) throws InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end");
        }
        return process.exitValue();
    }

    /** Output of a process so far. */
    String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    private Process start(String name, String... command) throws IOException {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Repository.file("").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("SPARK_LOCAL_IP", HOST);
        builder.environment().put("SPARK_LOCAL_DIRS", Files.createDirectories(folder.resolve("local")).toString());
        builder.environment().put("SPARK_DAEMON_MEMORY", "128m");
        return builder.start();
    }

    @Override
    public void close() {
        List<Process> all = new ArrayList<>(workers);
        all.add(master);
        for (Process process : all) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
