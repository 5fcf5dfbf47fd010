package resnet50.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import resnet50.core.Int8Target;
import resnet50.core.Progress;
import resnet50.core.WeightsFile;
import resnet50.onnx.Int8Form;
import resnet50.onnx.OnnxExport;
import resnet50.weights.Int8File;

/** Options of {@code weights export} for models in 8-bit integers. */
final class Int8ExportOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--int8",
            order = 3,
            description = "Write integers and their ranges. Needs a file of weights quantize; without this option, such a file is"
                    + " written as floats.")
    private boolean int8;

    /** Null if not given. */
    @Option(
            names = "--form",
            paramLabel = "FORM",
            order = 4,
            description = "qdq: float operators between QuantizeLinear and DequantizeLinear (default); qoperator: integer operators.")
    private Int8Form form;

    /** Null if not given. */
    @Option(
            names = "--target",
            paramLabel = "CPU",
            order = 5,
            description = "any: weights beyond ±64 as uint8, exact on all processors (default); vnni: all weights as int8.")
    private Int8Target target;

    /** @throws ParameterException if an option is given without {@code --int8} */
    boolean isAsked() {
        if (!int8 && (form != null || target != null)) {
            throw new ParameterException(command.commandLine(), (form != null ? "--form" : "--target") + " needs --int8");
        }
        return int8;
    }

    /** Writes the model; returns its size in bytes. */
    long write(WeightsFile weights, int inputSize, Path file, boolean force, Progress progress) {
        return new OnnxExport().write(
                Int8File.read(weights),
                weights.source(),
                form == null ? Int8Form.QDQ : form,
                target == null ? Int8Target.ANY : target,
                inputSize,
                file,
                force,
                progress);
    }
}
