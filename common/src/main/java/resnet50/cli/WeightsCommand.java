package resnet50.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.Progress;
import resnet50.core.TensorInfo;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;
import resnet50.onnx.OnnxExport;
import resnet50.text.NewFile;
import resnet50.weights.ArchitectureRecognizer;
import resnet50.weights.Int8File;
import resnet50.weights.OpenedWeights;
import resnet50.weights.Sha256;
import resnet50.weights.WeightsCheck;
import resnet50.weights.WeightsDownload;
import resnet50.weights.WeightsFiles;
import resnet50.weights.WeightsLocator;
import resnet50.weights.WeightsSource;
import resnet50.weights.WeightsSummary;

/**
 * {@code weights}: shows, checks, downloads and converts weights files. Results are printed to the command's output;
 * errors are thrown.
 */
@Command(
        name = "weights",
        mixinStandardHelpOptions = true,
        customSynopsis = "Usage: java -jar stageN.jar weights COMMAND",
        synopsisHeading = "",
        description = "Show, verify, fetch, export or quantize weights files.",
        subcommands = QuantizeCommand.class)
public final class WeightsCommand implements Runnable {
    private static final String DEFAULT_ARCHITECTURE = "resnet50";
    /** Fits number format and shape into 80 columns; longer names shift them to the right. */
    private static final int NAME_COLUMNS = 44;

    private final WeightsLocator locator;
    private final WeightsDownload download;
    private final Supplier<Progress> progress;

    @Spec
    private CommandSpec spec;

    /** Uses this machine's files and environment, and shows progress on the terminal. */
    public WeightsCommand() {
        this(TerminalProgress::onStandardError);
    }

    /** @param progress called once per download */
    public WeightsCommand(Supplier<Progress> progress) {
        this(WeightsLocator.ofThisMachine(), WeightsDownload.from(System.getenv()), progress);
    }

    WeightsCommand(WeightsLocator locator, WeightsDownload download, Supplier<Progress> progress) {
        this.locator = locator;
        this.download = download;
        this.progress = progress;
    }

    WeightsLocator locator() {
        return locator;
    }

    /** A progress display for one task. */
    Progress progress() {
        return progress.get();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand: show, verify, fetch, export or quantize");
    }

    /** Lists a file's tensors and its network. An unknown network and broken numbers are reported in the listing. */
    @Command(description = "List a weights file's tensors, its network and anything broken in it.",
            mixinStandardHelpOptions = true,
            customSynopsis = "Usage: java -jar stageN.jar weights show [OPTIONS] [FILE]",
            synopsisHeading = "")
    int show(
            @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: the file that would be used.") String file,
            @Mixin AveragedOption choice,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        try (WeightsFile weights = open(file, choice)) {
            WeightsSummary summary = WeightsSummary.of(weights);
            if (json) {
                printJson(summary);
            } else {
                printText(summary);
            }
        }
        return ExitCode.OK.code();
    }

    /** Prints one line if the file is correct; otherwise throws the first fault. */
    @Command(description = "Check everything about a weights file.", mixinStandardHelpOptions = true,
            customSynopsis = "Usage: java -jar stageN.jar weights verify [OPTIONS] [FILE]",
            synopsisHeading = "")
    int verify(
            @Parameters(arity = "0..1", paramLabel = "FILE", description = "Default: the file that would be used.") String file,
            @Mixin AveragedOption choice) {
        try (WeightsFile weights = open(file, choice)) {
            Architecture architecture = ArchitectureRecognizer.recognize(weights);
            WeightsCheck.check(weights, architecture);
            architecture.parameters().forEach(p -> weights.floats(p.name()));
            if (Int8File.isOne(weights)) {
                Int8File.read(weights); // checks the integers
            }
            requirePromisedHash(weights);
            if (!weights.source().equals(WeightsLocator.SYNTHETIC)) {
                WeightsFiles.verifyChecksums(Path.of(weights.source()));
            }
            long parameters = WeightsSummary.parameters(weights);
            out().println(weights.source() + ": ok, " + architecture.name() + ", " + parameters + " parameters");
        }
        return ExitCode.OK.code();
    }

    /** Downloads a network's weights into the cache folder or another folder; prints their path. */
    @Command(description = "Download torchvision's weights.", mixinStandardHelpOptions = true,
            customSynopsis = "Usage: java -jar stageN.jar weights fetch [OPTIONS] [ARCH]",
            synopsisHeading = "")
    int fetch(
            @Parameters(arity = "0..1", paramLabel = "ARCH", defaultValue = DEFAULT_ARCHITECTURE,
                    description = "Default: ${DEFAULT-VALUE}.")
                    String arch,
            @Option(names = "--v2",
                    description = "The newer weights (IMAGENET1K_V2), which are more accurate. Their shorter side is resized to 232.")
                    boolean v2,
            @Option(names = "--to", paramLabel = "DIR", description = "Default: the user's cache folder.") Path folder,
            @Option(names = "--offline",
                    description = "Never use the network: print where the file is if it was downloaded before. "
                            + "$RESNET50_OFFLINE=1 does the same.")
                    boolean offline) {
        Architecture architecture = Architecture.named(arch).orElseThrow(() -> new ParameterException(
                spec.commandLine(),
                arch + ": no such network; give one of "
                        + Architecture.family().stream().map(Architecture::name).collect(Collectors.joining(", "))));
        if (v2 && !WeightsDownload.hasV2(architecture)) {
            throw new ParameterException(spec.commandLine(), arch + " has no V2 weights; leave out --v2, or give one of "
                    + Architecture.family().stream()
                            .filter(WeightsDownload::hasV2)
                            .map(Architecture::name)
                            .collect(Collectors.joining(", ")));
        }
        Path target = folder == null ? locator.cacheFolder() : folder;
        boolean forbidden = offline || WeightsDownload.isForbidden(System.getenv());
        out().println(forbidden ? fetchOffline(architecture, v2, target) : fetch(architecture, v2, target));
        return ExitCode.OK.code();
    }

    private Path fetch(Architecture architecture, boolean v2, Path target) {
        return v2 ? download.fetchV2(architecture, target, progress.get()) : download.fetch(architecture, target, progress.get());
    }

    private Path fetchOffline(Architecture architecture, boolean v2, Path target) {
        return v2 ? download.fetchOfflineV2(architecture, target) : download.fetchOffline(architecture, target);
    }

    /** Exports the network to ONNX; prints a summary of the file. */
    @Command(description = "Write the network and its weights as an ONNX model.", mixinStandardHelpOptions = true,
            sortOptions = false,
            customSynopsis = "Usage: java -jar stageN.jar weights export [OPTIONS] --onnx FILE",
            synopsisHeading = "")
    int export(
            @Mixin WeightsOptions network,
            @Option(names = "--onnx", paramLabel = "FILE", required = true, order = 1, description = "The file to write.") Path file,
            @Option(names = "--force", order = 2, description = "Replace the file if it exists.") boolean force,
            @Mixin Int8ExportOptions int8) {
        NewFile.check(file, force);
        try (OpenedWeights weights = network.open(locator)) {
            Architecture architecture = weights.architecture();
            long bytes = int8.isAsked()
                    ? int8.write(weights.file(), network.crop, file, force, progress.get())
                    : new OnnxExport().write(architecture, weights.file(), network.crop, file, force, progress.get());
            out().printf(
                    "%s: %s of %s, opset %d, input [N][3][%d][%d], logits [N][%d], %d bytes%n",
                    file,
                    architecture.name(),
                    weights.file().source(),
                    OnnxExport.OPSET,
                    network.crop,
                    network.crop,
                    architecture.classes(),
                    bytes);
        }
        return ExitCode.OK.code();
    }

    private WeightsFile open(String file, AveragedOption choice) {
        return switch (locator.locate(Optional.ofNullable(file), Optional.empty())) {
            case WeightsSource.Synthetic s -> s.open(Optional.empty(), choice.averaged);
            case WeightsSource.InFile(Path path, _) -> WeightsFiles.open(path, choice.averaged);
        };
    }

    private static void requirePromisedHash(WeightsFile weights) {
        Path path = Path.of(weights.source());
        Optional<String> promised = Sha256.promisedBy(path);
        if (promised.isEmpty()) {
            return;
        }
        try {
            String hash = Sha256.of(path);
            if (!hash.startsWith(promised.get())) {
                throw UserException.badData(path + ": is not what its name says, its SHA-256 begins with "
                        + hash.substring(0, promised.get().length()) + "; fetch it again with: weights fetch");
            }
        } catch (IOException e) {
            throw UserException.unreadable(path.toString(), e);
        }
    }

    private void printText(WeightsSummary summary) {
        PrintWriter out = out();
        out.println("source        " + summary.source());
        out.println("format        " + summary.format());
        out.println("architecture  " + summary.architecture().map(a -> a.name() + ", " + a.classes() + " classes")
                .orElse("unknown"));
        summary.misfit().ifPresent(misfit -> out.println("              " + misfit));
        printList(out, "notes", summary.notes());
        printList(out, "not loaded", summary.ignored());
        out.println("tensors       " + summary.tensors().size());
        out.println("parameters    " + summary.parameters());
        out.println("tensor bytes  " + summary.bytes());
        out.println("NaN, infinity " + (summary.notFinite().isEmpty() ? "none" : String.join(", ", summary.notFinite())));
        out.println();
        String row = "%-" + NAME_COLUMNS + "s  %-7s  %s%n";
        out.printf(row, "name", "type", "shape");
        for (TensorInfo t : summary.tensors()) {
            String shape = t.shape().isEmpty() ? "scalar"
                    : t.shape().stream().map(String::valueOf).collect(Collectors.joining("x"));
            out.printf(row, Printable.quote(t.name()), Printable.quote(t.dtype()), shape);
        }
        out.flush();
    }

    private static void printList(PrintWriter out, String heading, List<String> items) {
        if (!items.isEmpty()) {
            out.printf("%-12s  %s%n", heading, String.join(", ", items));
        }
    }

    private void printJson(WeightsSummary summary) {
        PrintWriter out = out();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("source", summary.source());
            json.writeStringField("format", summary.format());
            json.writeStringField("architecture", summary.architecture().map(Architecture::name).orElse(null));
            if (summary.architecture().isPresent()) {
                json.writeNumberField("classes", summary.architecture().get().classes());
            }
            json.writeStringField("misfit", summary.misfit().orElse(null));
            json.writeNumberField("parameters", summary.parameters());
            json.writeNumberField("tensor_bytes", summary.bytes());
            writeStrings(json, "not_finite", summary.notFinite());
            writeStrings(json, "notes", summary.notes());
            writeStrings(json, "not_loaded", summary.ignored());
            json.writeArrayFieldStart("tensors");
            for (TensorInfo t : summary.tensors()) {
                json.writeStartObject();
                json.writeStringField("name", t.name());
                json.writeStringField("dtype", t.dtype());
                json.writeFieldName("shape");
                json.writeArray(t.shape().stream().mapToLong(Long::longValue).toArray(), 0, t.shape().size());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // does not occur: a PrintWriter throws no IOException
        }
        out.println();
    }

    private static void writeStrings(JsonGenerator json, String field, List<String> strings) throws IOException {
        json.writeFieldName(field);
        json.writeArray(strings.toArray(String[]::new), 0, strings.size());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
