package resnet50.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own for a test, with the options with which users' JVMs run the stage. */
final class StageJvm {
    private StageJvm() {}

    /**
     * @param options what this JVM is given besides; where an option comes twice, the later one counts
     * @param main    of the test's class path
     * @return not yet started
     */
    static ProcessBuilder running(Class<?> main, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.addAll(stageOptions());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        return new ProcessBuilder(command);
    }

    /** As the launcher reads them: blank lines don't count, nor do those that start with {@code #}. */
    private static List<String> stageOptions() throws IOException {
        try (InputStream in = StageJvm.class.getResourceAsStream("/resnet50/jvm.options")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        }
    }
}
