package resnet50.conformance;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A separate JVM for a test, with the options of the stage's jar. */
final class StageJvm {
    private StageJvm() {}

    /**
     * @param options further JVM options; of duplicate options, the last one counts
     * @param main    main class, on the test's class path
     * @return a builder of the process, which is not yet started
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
