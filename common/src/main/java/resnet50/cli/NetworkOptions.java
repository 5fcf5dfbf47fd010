package resnet50.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import resnet50.core.VectorWidth;

/** Options that select the network and how it runs. */
public final class NetworkOptions extends WeightsOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    public int threads;

    @Option(
            names = "--vector",
            paramLabel = "BITS",
            order = 14,
            defaultValue = "auto",
            converter = VectorConverter.class,
            completionCandidates = VectorNames.class,
            description = "Vector width in bits, from stage 2 on: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    public VectorWidth vectorWidth;

    /** Null for none. */
    @Option(
            names = "--dump-kernels",
            paramLabel = "DIR",
            order = 15,
            description = "Write the generated kernels (stages 5 and 6) to this folder, as class files.")
    public Path kernelDump;

    @Option(
            names = "--threads",
            paramLabel = "N",
            order = 13,
            defaultValue = "0",
            description = "Number of threads (stage 6). Default: 0, one per core.")
    void threads(int count) {
        threads = Ranges.threads(mixee, count);
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
