package resnet50.scripts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts in scripts/, each in its own process. */
final class Script {
    static final Path FOLDER = Path.of("../scripts").toAbsolutePath().normalize();

    private static final long TIMEOUT_SECONDS = 600;

    private Script() {}

    /** @param out standard output and standard error, interleaved */
    record Outcome(int exitCode, String out) {}

    /** Runs a Java program from its source, with the class path of the tests. */
    static Outcome java(Path folder, String source, String... arguments) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of( // C1 only: most of the time is javac's start-up
                java.toString(), "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), FOLDER.resolve(source).toString()));
        command.addAll(List.of(arguments));
        return run(folder, command);
    }

    static Outcome bash(Path folder, String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", FOLDER.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return run(folder, command);
    }

    private static Outcome run(Path folder, List<String> command) throws IOException, InterruptedException {
        File out = File.createTempFile("script", null);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out)
                .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end in time");
            }
            return new Outcome(process.exitValue(), Files.readString(out.toPath()));
        } finally {
            Files.delete(out.toPath());
        }
    }
}
