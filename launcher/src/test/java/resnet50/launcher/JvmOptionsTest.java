package resnet50.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JvmOptionsTest {
    private static List<String> options(int args, String... words) {
        return JvmOptions.fromCommandLine(List.of(words), args);
    }

    @Test
    void readsTheStagesFlags() throws IOException {
        String file = "# why\n-Xss2m\n\n  -XX:+UseSerialGC  \r\n#-Xint\n-Da=b # c";
        assertEquals(List.of("-Xss2m", "-XX:+UseSerialGC", "-Da=b # c"),
                JvmOptions.ofStage(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))));
        assertEquals(List.of(), JvmOptions.ofStage(null));
    }

    @Test
    void stopsAtTheJarOption() {
        assertEquals(List.of(), options(0, "java", "-jar", "s.jar"));
        assertEquals(List.of("-Xmx1g", "-Da=b c"), options(2, "java", "-Xmx1g", "-Da=b c", "-jar", "s.jar", "-Xss1m", "-jar"));
        assertEquals(List.of("-Xmx1g"), options(1, "java", "-jar", "-Xmx1g", "s.jar", ""));
        assertEquals(List.of("@opts", "-agentlib:jdwp=server=y"), options(1, "java", "@opts", "-agentlib:jdwp=server=y", "-jar",
                "s.jar", "@picture"));
    }

    @Test
    void stopsAtTheMainClass() {
        String main = Launcher.class.getName();
        assertEquals(List.of("-ea"), options(1, "java", "-cp", "a:b", "-ea", main, "x"));
        assertEquals(List.of("-ea"), options(0, "java", "-classpath", "a", "-ea", main));
        assertEquals(List.of("-ea"), options(0, "java", "--class-path", "a", "-ea", main));
        assertEquals(List.of("-ea"), options(0, "java", "--class-path=a", "-ea", main));
    }

    @Test
    void keepsValuesWithTheirOptions() {
        assertEquals(List.of("--add-modules", "java.sql", "--add-opens=a/b=c", "-p", "mods"),
                options(0, "java", "--add-modules", "java.sql", "--add-opens=a/b=c", "-p", "mods", "-jar", "s.jar"));
    }

    @Test
    void returnsNullForOtherCommandLines() {
        assertNull(options(0, "java"), "nothing to run");
        assertNull(options(1, "java", "@opts", "s.jar", "x"), "-jar is in the argument file");
        assertNull(options(1, "java", "@opts"), "everything is in the argument file");
        assertNull(options(2, "java", "-jar", "s.jar", "x"), "wrong number of arguments");
        assertNull(options(0, "qemu", "/usr/bin/java", "-jar", "s.jar"), "Java run by another program");
    }

    @Test
    void removesOptionsOfTheEnvironment() {
        List<String> given = List.of("-javaagent:a b.jar", "-Dx=1", "--add-modules=java.sql", "-Dx=1", "-Xmx1g", "-Dy=z");
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", " '-javaagent:a b.jar'\t-Dx=\"1\" ",
                "JDK_JAVA_OPTIONS", "--add-modules java.sql", "_JAVA_OPTIONS", "-Dy=z -Dunknown");
        assertEquals(List.of("-Dx=1", "-Xmx1g"), JvmOptions.withoutVariables(given, environment));
        assertEquals(given, JvmOptions.withoutVariables(given, Map.of()));
    }

    @Test
    void removesAnInitialHeapAboveTheMaximum() {
        List<String> stages = List.of("-Xss2m", "-Xms24m");
        assertEquals(stages, JvmOptions.fitted(stages, List.of()));
        assertEquals(stages, JvmOptions.fitted(stages, List.of("-Xmx24m", "-Xmxnonsense")));
        assertEquals(List.of("-Xss2m"), JvmOptions.fitted(stages, List.of("-Xmx1g", "-Xmx16M")));
        assertEquals(List.of("-Xss2m"), JvmOptions.fitted(stages, List.of("-XX:MaxHeapSize=16777216")));
        assertEquals(List.of("-Xmx1g", "-Dx=a b"), JvmOptions.ofVariables(Map.of("JAVA_TOOL_OPTIONS", " -Xmx1g '-Dx=a b'")));
    }
}
