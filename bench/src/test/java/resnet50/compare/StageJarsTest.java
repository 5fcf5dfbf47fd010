package resnet50.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.core.VectorWidth;

class StageJarsTest {
    private static final Network NETWORK = new Network(Architecture.named("resnet18").orElseThrow(), "synthetic", 64, 3);

    @TempDir
    Path folder;

    private static List<String> names(List<StageJars.Entry> entries) {
        return entries.stream().map(entry -> entry.jar().getFileName().toString()).toList();
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }
    }

    @Test
    void findsExistingJarsInOrder() throws IOException {
        touch("stage5.jar", "peers.jar", "stage1.jar", "stage3.jar", "stage9.jar", "other.jar");
        StageJars.Search search = new StageJars(folder).all(256, Optional.of(Path.of("net.pt")));
        assertEquals(
                List.of("stage1.jar", "stage3.jar", "stage5.jar", "stage5.jar", "peers.jar", "peers.jar", "peers.jar"),
                names(search.found()));
        assertEquals(
                List.of("stage2.jar, stage4.jar, stage6.jar: missing; build with: ./mvnw -q -DskipTests package"),
                search.notes());
    }

    @Test
    void pyTorchIsLeftOutWithoutItsNetwork() throws IOException {
        touch("stage1.jar", "stage2.jar", "stage3.jar", "stage4.jar", "stage5.jar", "stage6.jar", "peers.jar");
        StageJars.Search search = new StageJars(folder).all(256, Optional.empty());
        assertEquals(
                List.of("onnxruntime", "opencv"),
                search.found().stream().map(StageJars.Entry::label).filter(label -> !label.startsWith("stage")).toList());
        assertEquals(List.of(PeerKind.NEEDS_TORCHSCRIPT), search.notes());
    }

    @Test
    void eachPeerGetsItsOptions() throws IOException {
        touch("peers.jar");
        List<StageJars.Entry> peers = new StageJars(folder).named(List.of("onnxruntime", "opencv", "pytorch"));
        assertEquals(List.of("onnxruntime", "opencv", "pytorch"), peers.stream().map(StageJars.Entry::label).toList());
        assertTrue(commandLine(peers.get(0)).endsWith(" --threads 3 --peer onnxruntime"), commandLine(peers.get(0)));
        assertTrue(commandLine(peers.get(1)).endsWith(" --threads 3 --peer opencv"), commandLine(peers.get(1)));
        Program pyTorch = StageJars.program(
                peers.get(2), NETWORK, VectorWidth.AUTO, List.of(), Optional.of(Path.of("net.pt")));
        assertFalse(pyTorch.stage());
        assertEquals(
                List.of("--peer", "pytorch", "--torchscript", "net.pt"), pyTorch.command().subList(
                        pyTorch.command().size() - 4, pyTorch.command().size()));
        UserException refusal = assertThrows(UserException.class, () -> program(peers.get(2)));
        assertEquals(ExitCode.USAGE, refusal.exitCode());
    }

    private static String commandLine(StageJars.Entry entry) {
        return String.join(" ", program(entry).command());
    }

    @Test
    void foreignJarAloneIsRefused() throws IOException {
        touch("peers.jar");
        UserException refusal = assertThrows(UserException.class, () -> new StageJars(folder).all(512, Optional.empty()));
        assertEquals(ExitCode.NO_INPUT, refusal.exitCode());
        assertTrue(refusal.getMessage().startsWith(folder + ": contains no jar of a stage; "), refusal.getMessage());
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

    /** Two builds of a stage have the same name and different paths. */
    @Test
    void jarInAnotherFolderIsNamedByItsPath() throws IOException {
        touch("stage4.jar");
        Files.createDirectory(folder.resolve("old"));
        touch("old/stage4.jar");
        StageJars jars = new StageJars(folder);
        String old = folder.resolve("old/stage4.jar").toString();
        List<StageJars.Entry> found = jars.named(List.of("stage4", old));
        assertEquals(List.of("stage4.jar", old), found.stream().map(StageJars.Entry::label).toList());
        assertEquals("stage4-noalloc", program(found.get(0)).rowName("stage4-noalloc"));
        assertEquals("stage4-noalloc (" + old + ")", program(found.get(1)).rowName("stage4-noalloc"));
    }

    private static Program program(StageJars.Entry entry) {
        return StageJars.program(entry, NETWORK, VectorWidth.AUTO, List.of(), Optional.empty());
    }

    private StageJars.Entry entry(String name) {
        return new StageJars.Entry(folder.resolve(name), name, Optional.empty(), Optional.empty());
    }

    @Test
    void stage5HasARowForEachIdea() throws IOException {
        touch("stage5.jar");
        List<Program> programs = new StageJars(folder).all(512, Optional.empty()).found().stream().map(StageJarsTest::program).toList();
        assertEquals(
                List.of("stage5-kernels", "stage5-winograd", "stage5-512bits"),
                programs.stream().map(p -> p.rowName("stage5-codegen")).toList());
        assertEquals("generated kernels, 256 bits", programs.getFirst().rowTitle("kernels"));
        String first = String.join(" ", programs.get(0).command());
        assertTrue(first.contains(" -Dresnet50.winograd=off -jar "), first);
        assertTrue(first.endsWith(" --threads 3 --vector 256"), first);
        assertFalse(programs.get(1).command().contains("-Dresnet50.winograd=off"));
        assertTrue(String.join(" ", programs.get(2).command()).endsWith(" --vector 512"), programs.get(2).toString());
        assertEquals(2, new StageJars(folder).all(256, Optional.empty()).found().size());
        assertEquals("stage5-codegen", program(new StageJars(folder).named(List.of("stage5")).getFirst()).rowName("stage5-codegen"));
        assertEquals("stage5-winograd", program(new StageJars(folder).named(List.of("stage5-winograd")).getFirst()).rowName("x"));
    }

    @Test
    void peersGetNoOptionsOfStages() {
        Program stage = StageJars.program(entry("stage4.jar"), NETWORK, VectorWidth.BITS_256, List.of(), Optional.empty());
        assertEquals("stage4.jar", stage.label());
        assertTrue(stage.stage());
        String command = String.join(" ", stage.command());
        assertTrue(command.endsWith(folder.resolve("stage4.jar")
                + " worker --weights synthetic --arch resnet18 --crop 64 --threads 3 --vector 256"), command);
        Program peer = StageJars.program(entry("peers.jar"), NETWORK, VectorWidth.BITS_256, List.of(), Optional.empty());
        assertFalse(peer.stage());
        assertTrue(String.join(" ", peer.command()).endsWith("--threads 3"), peer.command().toString());
    }
}
