package resnet50.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

class StageJarsTest {
    @TempDir
    Path folder;

    private static List<String> names(List<Path> jars) {
        return jars.stream().map(jar -> jar.getFileName().toString()).toList();
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }
    }

    @Test
    void findsThoseThatAreThereInTheirOrder() throws IOException {
        touch("stage5.jar", "peers.jar", "stage1.jar", "stage3.jar", "stage9.jar", "other.jar");
        StageJars.Search search = new StageJars(folder).all();
        assertEquals(List.of("stage1.jar", "stage3.jar", "stage5.jar", "peers.jar"), names(search.found()));
        assertEquals(List.of("stage2.jar", "stage4.jar", "stage6.jar"), search.missing());
        assertEquals(
                List.of("stage2.jar, stage4.jar, stage6.jar: missing; build with: ./mvnw -q -DskipTests package"),
                StageJars.notes(search.missing()));
        assertTrue(StageJars.notes(List.of()).isEmpty());
    }

    @Test
    void aStrangerAloneIsNoLadder() throws IOException {
        touch("peers.jar");
        UserException refusal = assertThrows(UserException.class, () -> new StageJars(folder).all());
        assertEquals(ExitCode.NO_INPUT, refusal.exitCode());
        assertTrue(refusal.getMessage().startsWith(folder + ": holds no stage's jar; "), refusal.getMessage());
    }

    @Test
    void namesMayLackTheirEnd() throws IOException {
        touch("stage5.jar", "stage4.jar", "peers.jar");
        assertEquals(
                List.of("stage4.jar", "peers.jar"), names(new StageJars(folder).named(List.of("stage4", "peers.jar"))));
        UserException refusal = assertThrows(UserException.class, () -> new StageJars(folder).named(List.of("stage4", "stage2")));
        assertEquals(ExitCode.NO_INPUT, refusal.exitCode());
        assertTrue(refusal.getMessage().startsWith(folder.resolve("stage2.jar") + ": is missing; "), refusal.getMessage());
    }

    /** Two builds of a stage differ in nothing but their paths. */
    @Test
    void aJarElsewhereIsCalledByItsPath() throws IOException {
        touch("stage4.jar");
        Files.createDirectory(folder.resolve("old"));
        touch("old/stage4.jar");
        StageJars jars = new StageJars(folder);
        String old = folder.resolve("old/stage4.jar").toString();
        List<Path> found = jars.named(List.of("stage4", old));
        assertEquals(List.of("stage4.jar", old), found.stream().map(jars::label).toList());
        assertEquals("stage4-noalloc", new Program(jars.label(found.get(0)), List.of(), true).rowName("stage4-noalloc"));
        assertEquals("stage4-noalloc (" + old + ")", new Program(jars.label(found.get(1)), List.of(), true).rowName("stage4-noalloc"));
    }

    @Test
    void strangersGetNoOptionsOfStages() {
        Network network = new Network(Architecture.named("resnet18").orElseThrow(), "synthetic", 64, 3);
        Program stage = StageJars.program(folder.resolve("stage4.jar"), "stage4.jar", network, List.of("--vector", "256"));
        assertEquals("stage4.jar", stage.label());
        assertTrue(stage.stage());
        String command = String.join(" ", stage.command());
        assertTrue(command.endsWith(folder.resolve("stage4.jar")
                + " worker --weights synthetic --arch resnet18 --crop 64 --threads 3 --vector 256"), command);
        Program peer = StageJars.program(folder.resolve("peers.jar"), "peers.jar", network, List.of("--vector", "256"));
        assertFalse(peer.stage());
        assertTrue(String.join(" ", peer.command()).endsWith("--threads 3"), peer.command().toString());
    }
}
