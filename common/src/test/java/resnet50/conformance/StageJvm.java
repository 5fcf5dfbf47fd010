package resnet50.conformance;

import java.net.URISyntaxException;
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
    static ProcessBuilder running(Class<?> main, List<String> options) throws URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.add("@" + Path.of(StageJvm.class.getResource("/resnet50/jvm.options").toURI()));
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        return new ProcessBuilder(command);
    }
}
