package resnet50.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import resnet50.core.ExitCode;
import resnet50.stage.JvmOptions;

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
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JvmOptions.all().forEach(option -> out.println(quoted(option)));
        return ExitCode.OK.code();
    }

    /** In the syntax of argument files. */
    static String quoted(String option) {
        return option.matches("[^\\s\"'#\\\\]*") ? option : '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
