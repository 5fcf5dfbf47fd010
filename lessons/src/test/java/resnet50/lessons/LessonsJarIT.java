package resnet50.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build's {@code lessons.jar} runs from any folder and needs no other file. */
class LessonsJarIT {
    private static final Path JAR = Path.of("../lessons.jar").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void runsWithoutOtherFiles() throws Exception {
        assertEquals(List.of("wrote gray.png"), run(0, "gray"));
        assertEquals("this is a 5", run(0, "mnist", "draw").get(10));
        assertTrue(Files.size(folder.resolve("gray.png")) > 10_000);
        assertEquals(List.of("lessons: none.png: no such file; check the name"), run(66, "otsu", "none.png"));
    }

    private List<String> run(int code, String... args) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString());
        builder.command().addAll(List.of(args));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(code, process.waitFor(), output);
        return output.lines().toList();
    }
}
