package resnet50.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.weights.JarLocation;

/**
 * The programs of this project: where their jars are, and how they are started.
 *
 * @param folder that holds them
 */
public record StageJars(Path folder) {
    private static final int STAGES = 6;
    private static final String PEERS = "peers.jar";

    /** How to get them. */
    private static final String BUILD = "build with: ./mvnw -q -DskipTests package";

    private static final String BUILD_PEERS = "build with: ./mvnw -q -Ppeers -DskipTests package";

    /**
     * What was looked for.
     *
     * @param found   up the ladder, peers last
     * @param missing stages that are not there
     */
    public record Search(List<Path> found, List<String> missing) {}

    /** Those beside the jar that this class is from; in the working folder if it is from none. */
    public static StageJars ofThisProgram() {
        return new StageJars(JarLocation.folder().orElse(Path.of("")));
    }

    /**
     * All that are there.
     *
     * @throws UserException no input: there is none
     */
    public Search all() {
        List<Path> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : IntStream.rangeClosed(1, STAGES).mapToObj(stage -> "stage" + stage + ".jar").toList()) {
            if (Files.isRegularFile(folder.resolve(name))) {
                found.add(folder.resolve(name));
            } else {
                missing.add(name);
            }
        }
        if (found.isEmpty()) {
            throw UserException.noInput(folder.toAbsolutePath() + ": holds no stage's jar; " + BUILD);
        }
        if (Files.isRegularFile(folder.resolve(PEERS))) {
            found.add(folder.resolve(PEERS));
        }
        return new Search(found, missing);
    }

    /**
     * The programs that the user names.
     *
     * @param names such as {@code stage4}, {@code stage4.jar} or {@code peers}, which are beside this jar, or the path of another
     *              build's jar, such as {@code ../other/stage4.jar}
     * @throws UserException no input: one is missing
     */
    public List<Path> named(List<String> names) {
        List<Path> found = new ArrayList<>();
        for (String name : names) {
            String file = name.endsWith(".jar") ? name : name + ".jar";
            Path jar = isPath(name) ? Path.of(file) : folder.resolve(file);
            if (!Files.isRegularFile(jar)) {
                throw UserException.noInput(Printable.text(jar.toString()) + ": is missing; " + (isPeer(jar) ? BUILD_PEERS : BUILD));
            }
            found.add(jar);
        }
        return found;
    }

    /** What tells the reader of a result that stages are missing; a sentence each. */
    public static List<String> notes(List<String> missing) {
        return missing.isEmpty() ? List.of() : List.of(String.join(", ", missing) + ": missing; " + BUILD);
    }

    /**
     * The program in a jar.
     *
     * @param label how results and messages call it
     * @param stageOptions for stages alone; strangers do not know them
     */
    public static Program program(Path jar, String label, Network network, List<String> stageOptions) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-jar", jar.toString()));
        command.addAll(network.workerArguments());
        if (!isPeer(jar)) {
            command.addAll(stageOptions);
        }
        return new Program(label, command, !isPeer(jar));
    }

    /** How results and messages call a jar: by its file name, or by the path that the user gave. */
    public String label(Path jar) {
        return folder.equals(jar.getParent()) ? jar.getFileName().toString() : jar.toString();
    }

    private static boolean isPath(String name) {
        return Path.of(name).getNameCount() > 1 || Path.of(name).isAbsolute();
    }

    private static boolean isPeer(Path jar) {
        return jar.getFileName().toString().equals(PEERS);
    }
}
