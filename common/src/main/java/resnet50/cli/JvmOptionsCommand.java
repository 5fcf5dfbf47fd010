package resnet50.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import resnet50.core.ExitCode;

/** {@code jvm-options}: prints the launcher's JVM options, for programs that use {@link resnet50.api.Classifier}. */
@Command(
        name = "jvm-options",
        mixinStandardHelpOptions = true,
        customSynopsis = "Usage: java -jar stageN.jar jvm-options",
        synopsisHeading = "",
        description = {
            "Print the JVM options of this stage, one per line: an argument file for a",
            "program of your own.",
            "",
            "  java @<(java -jar stageN.jar jvm-options) -cp stageN.jar:classes MyMain"
        })
final class JvmOptionsCommand implements Callable<Integer> {
    private static final String RESOURCE = "/resnet50/jvm.options";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("--add-modules=jdk.incubator.vector");
        ofStage().forEach(option -> out.println(quoted(option)));
        return ExitCode.OK.code();
    }

    /** Lines of a resource, without comments, which start with a number sign. */
    private static List<String> ofStage() {
        try (InputStream in = JvmOptionsCommand.class.getResourceAsStream(RESOURCE)) {
            return in == null
                    ? List.of()
                    : new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the syntax of argument files. */
    static String quoted(String option) {
        return option.matches("[^\\s\"'#\\\\]*") ? option : '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
