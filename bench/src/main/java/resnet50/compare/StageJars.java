package resnet50.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.core.VectorWidth;
import resnet50.weights.JarLocation;

/**
 * Locations and command lines of this project's programs.
 *
 * @param folder the folder of the jars
 */
public record StageJars(Path folder) {
    private static final int STAGES = 6;
    private static final String STAGE_5 = "stage5.jar";
    private static final String PEERS = "peers.jar";

    /** The remedy for a missing jar. */
    private static final String BUILD = "build with: ./mvnw -q -DskipTests package";

    private static final String BUILD_PEERS = "build with: ./mvnw -q -Ppeers -DskipTests package";

    /**
     * A program of the comparison.
     *
     * @param label   the jar's name in results and messages: its file name, or the path that the user gave
     * @param variant how a stage is run to measure one of its ideas; empty for the stage as it is
     * @param peer    the program that a peers' jar measures; empty for its default
     */
    public record Entry(Path jar, String label, Optional<Variant> variant, Optional<PeerKind> peer) {}

    /**
     * The programs that were found.
     *
     * @param found in the order of the stages, peers last
     * @param notes about missing programs, for the result
     */
    public record Search(List<Entry> found, List<String> notes) {}

    /** The jars beside this class's own jar, or in the working folder if the class was not loaded from a jar. */
    public static StageJars ofThisProgram() {
        return new StageJars(JarLocation.folder().orElse(Path.of("")));
    }

    /**
     * Finds all jars; stage 5 has one entry per idea, the peers' jar one per peer.
     *
     * @param vectorBits  the widest vectors that variants may use, in bits
     * @param torchScript the network for PyTorch, which is left out without it
     * @throws UserException no input: there is no stage's jar
     */
    public Search all(int vectorBits, Optional<Path> torchScript) {
        List<Entry> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int stage = 1; stage <= STAGES; stage++) {
            String name = "stage" + stage + ".jar";
            if (!Files.isRegularFile(folder.resolve(name))) {
                missing.add(name);
            } else if (name.equals(STAGE_5)) {
                Variant.ofStage5(vectorBits).forEach(variant -> found.add(entry(STAGE_5, Optional.of(variant))));
            } else {
                found.add(entry(name, Optional.empty()));
            }
        }
        if (found.isEmpty()) {
            throw UserException.noInput(folder.toAbsolutePath() + ": contains no jar of a stage; " + BUILD);
        }
        List<String> notes = new ArrayList<>();
        if (!missing.isEmpty()) {
            notes.add(String.join(", ", missing) + ": missing; " + BUILD);
        }
        if (Files.isRegularFile(folder.resolve(PEERS))) {
            for (PeerKind peer : PeerKind.values()) {
                if (peer.readsOnnx() || torchScript.isPresent()) {
                    found.add(entry(peer));
                } else {
                    notes.add(PeerKind.NEEDS_TORCHSCRIPT);
                }
            }
        }
        return new Search(found, notes);
    }

    private Entry entry(String name, Optional<Variant> variant) {
        return new Entry(folder.resolve(name), name, variant, Optional.empty());
    }

    private Entry entry(PeerKind peer) {
        return new Entry(folder.resolve(PEERS), peer.toString(), Optional.empty(), Optional.of(peer));
    }

    /**
     * Finds the programs that the user named.
     *
     * @param names such as {@code stage4} or {@code stage4.jar}, which is beside this jar, a {@link Variant}'s name, a
     *              {@link PeerKind}'s, or the path of another build's jar, such as {@code ../other/stage4.jar}
     * @throws UserException no input: one is missing
     */
    public List<Entry> named(List<String> names) {
        List<Entry> found = new ArrayList<>();
        for (String name : names) {
            Optional<Variant> variant = Variant.ofStage5(VectorUnit.bits()).stream().filter(v -> v.name().equals(name)).findFirst();
            Optional<PeerKind> peer = PeerKind.named(name);
            String file = variant.isPresent() ? STAGE_5 : peer.isPresent() ? PEERS : name.endsWith(".jar") ? name : name + ".jar";
            boolean isPath = Path.of(name).isAbsolute() || Path.of(name).getNameCount() > 1;
            Path jar = isPath ? Path.of(file) : folder.resolve(file);
            if (!Files.isRegularFile(jar)) {
                throw UserException.noInput(Printable.text(jar.toString()) + ": is missing; " + (isPeer(jar) ? BUILD_PEERS : BUILD));
            }
            found.add(new Entry(jar, peer.map(PeerKind::toString).orElse(file), variant, peer));
        }
        return found;
    }

    /**
     * Returns the program that starts a jar's worker.
     *
     * @param vectorWidth  vector width of stages without a variant
     * @param stageOptions further options of stages; peers do not accept them
     * @param torchScript  the network for PyTorch
     * @throws UserException usage: the network for PyTorch is missing
     */
    public static Program program(
            Entry entry, Network network, VectorWidth vectorWidth, List<String> stageOptions, Optional<Path> torchScript) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        boolean stage = !isPeer(entry.jar());
        List<String> command = new ArrayList<>(List.of(java.toString()));
        entry.variant().ifPresent(variant -> command.addAll(variant.jvmOptions()));
        command.addAll(List.of("-jar", entry.jar().toString()));
        command.addAll(network.workerArguments());
        if (stage) {
            command.addAll(List.of("--vector", entry.variant().map(Variant::vectorWidth).orElse(vectorWidth).toString()));
            command.addAll(stageOptions);
        }
        entry.peer().ifPresent(peer -> command.addAll(peer.arguments(torchScript)));
        return new Program(entry.label(), command, stage, entry.variant());
    }

    private static boolean isPeer(Path jar) {
        return jar.getFileName().toString().equals(PEERS);
    }
}
