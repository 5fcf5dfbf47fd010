package resnet50.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import resnet50.engine.Architecture;
import resnet50.engine.EngineOptions;
import resnet50.engine.VectorWidth;

/** Options that say which network runs, and how. */
final class NetworkOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            order = 10,
            description = {
                "safetensors or PyTorch file, or 'synthetic' for seeded numbers that mean nothing.",
                "Else $RESNET50_WEIGHTS, model/, ../shared/model/, the user's cache folder, or a download."
            })
    String weights;

    /** Null if it is to be recognized. */
    Architecture architecture;

    int crop;
    int threads;

    @Option(
            names = "--vector",
            paramLabel = "BITS",
            order = 14,
            defaultValue = "auto",
            converter = VectorConverter.class,
            completionCandidates = VectorNames.class,
            description = "Width of the vectors, on a stage that has any: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    VectorWidth vectorWidth;

    /** Null for none. */
    @Option(
            names = "--dump-kernels",
            paramLabel = "DIR",
            order = 15,
            description = "Write the kernels of a stage that generates them to this folder.")
    Path kernelDump;

    @Option(
            names = "--arch",
            paramLabel = "NAME",
            order = 11,
            completionCandidates = ArchitectureNames.class,
            description = "Network: ${COMPLETION-CANDIDATES}. Else recognized from the weights.")
    void architecture(String name) {
        architecture = Architecture.named(name)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(), "--arch " + name + " is none of " + String.join(", ", new ArchitectureNames())));
    }

    @Option(
            names = "--crop",
            paramLabel = "N",
            order = 12,
            defaultValue = "224",
            description = "Rows and columns that the network sees (${DEFAULT-VALUE}).")
    void crop(int size) {
        crop = Ranges.check(command, "--crop", size, EngineOptions.MIN_INPUT_SIZE, EngineOptions.MAX_INPUT_SIZE);
    }

    @Option(
            names = "--threads",
            paramLabel = "N",
            order = 13,
            defaultValue = "0",
            description = "Threads to compute with, on a stage that can; 0 for as many as there are cores (${DEFAULT-VALUE}).")
    void threads(int count) {
        int threadsAsked = Ranges.check(command, "--threads", count, 0, 1024);
        threads = threadsAsked == 0 ? Runtime.getRuntime().availableProcessors() : threadsAsked;
    }

    private static final class ArchitectureNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Architecture.family().stream().map(Architecture::name).iterator();
        }
    }

    private static final class VectorNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(VectorWidth.values()).map(VectorWidth::toString).iterator();
        }
    }

    private static final class VectorConverter implements ITypeConverter<VectorWidth> {
        @Override
        public VectorWidth convert(String text) {
            return List.of(VectorWidth.values()).stream()
                    .filter(width -> width.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("is none of " + String.join(", ", new VectorNames())));
        }
    }
}
