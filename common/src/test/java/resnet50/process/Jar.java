package resnet50.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the stage's jar as a user does: in its own process, with the {@code java} of the shell's path. */
final class Jar {
    /** Time limit of a run that hangs; long enough for a busy machine. */
    private static final long TIMEOUT_SECONDS = 1_800;

    /** The stage's shaded jar. */
    static final Path FILE = Path.of(System.getProperty("stage.jar.file")).toAbsolutePath().normalize();

    private final Path folder;
    private Path stdin = Path.of("/dev/null");
    private Map<String, String> environment = Map.of();

    /** @param folder the working folder of the process */
    Jar(Path folder) {
        this.folder = folder;
    }

    /** Exit code and output of a process. */
    record Outcome(int exitCode, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }
    }

    Jar stdin(Path file) {
        stdin = file;
        return this;
    }

    Jar environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    Outcome run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("java", "-jar", FILE.toString()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Starts the jar and returns the running process, whose output is discarded. */
    Process begin(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("java", "-jar", FILE.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Runs a shell command, in which {@code $JAR} is the path of the jar. */
    Outcome shell(String line) {
        return start(List.of("sh", "-c", line));
    }

    private Outcome start(List<String> command) {
        try {
            Path out = Files.createTempFile("out", null);
            Path err = Files.createTempFile("err", null);
            try {
                return start(command, out, err);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Outcome start(List<String> command, Path out, Path err) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(stdin.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAR", FILE.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end in time");
        }
        return new Outcome(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
