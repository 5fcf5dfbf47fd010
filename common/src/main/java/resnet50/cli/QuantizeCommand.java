package resnet50.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.Int8Network;
import resnet50.core.Int8Target;
import resnet50.core.UserException;
import resnet50.picture.Nv12;
import resnet50.picture.PictureFiles;
import resnet50.picture.PictureReader;
import resnet50.preprocess.Preprocessing;
import resnet50.preprocess.WeightsPreprocessing;
import resnet50.quantize.LayerNoise;
import resnet50.quantize.Quantizer;
import resnet50.quantize.RangeMethod;
import resnet50.text.NewFile;
import resnet50.text.TextTable;
import resnet50.weights.Int8File;
import resnet50.weights.OpenedWeights;

/** {@code weights quantize}: converts weights to 8-bit integers. */
@Command(
        name = "quantize",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: java -jar stageN.jar weights quantize [OPTIONS] --calibrate FOLDER --out FILE",
        synopsisHeading = "",
        description = {
            "Convert the weights to 8-bit integers, with ranges of activations taken from pictures, and list the layers by their loss,"
                    + " worst first. The pictures need no labels. Equal input gives an equal file."
        })
final class QuantizeCommand implements Callable<Integer> {
    private static final int MAX_PICTURES = 100_000;

    @Spec
    private CommandSpec command;

    @ParentCommand
    private WeightsCommand parent;

    @Mixin
    private WeightsOptions network;

    @Mixin
    private PictureOptions picture;

    @Option(
            names = "--calibrate",
            paramLabel = "FOLDER",
            required = true,
            order = 1,
            description = "Pictures like those that the network will label, with or without subfolders.")
    private Path folder;

    @Option(names = "--out", paramLabel = "FILE", required = true, order = 2, description = "The safetensors file to write.")
    private Path out;

    @Option(
            names = "--method",
            paramLabel = "HOW",
            order = 3,
            defaultValue = "mse",
            description = "Choice of ranges: minmax, percentile (99.99), entropy or mse (default: ${DEFAULT-VALUE}).")
    private RangeMethod method;

    @Option(
            names = "--target",
            paramLabel = "CPU",
            order = 4,
            defaultValue = "any",
            description = "any: weights of 7 bits, exact on all processors; vnni: 8 bits, for processors with 8-bit dot products"
                    + " (default: ${DEFAULT-VALUE}).")
    private Int8Target target;

    @Option(
            names = "--seed",
            paramLabel = "N",
            order = 6,
            defaultValue = "0",
            description = "Seed of the choice of pictures if the folder has more than --pictures (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** Null for none. */
    @Option(
            names = "--histogram",
            paramLabel = "LAYER=FILE",
            order = 9,
            description = "Draw the outputs of a layer, such as layer4.1, and the ranges of all methods, as SVG.")
    private Map<String, Path> histograms;

    @Option(names = "--force", order = 8, description = "Replace the file if it exists.")
    private boolean force;

    private int pictures;
    private int threads;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            order = 5,
            defaultValue = "100",
            description = "Largest number of pictures to use (default: ${DEFAULT-VALUE}).")
    void pictures(int count) {
        pictures = Ranges.check(command, "--pictures", count, Quantizer.MIN_PICTURES, MAX_PICTURES);
    }

    @Option(
            names = "--threads",
            paramLabel = "N",
            order = 7,
            defaultValue = "0",
            description = "Number of threads. Default: 0, one per core.")
    void threads(int count) {
        threads = Ranges.threads(command, count);
    }

    @Override
    public Integer call() {
        NewFile.check(out, force);
        Map<String, Path> drawings = histograms == null ? Map.of() : histograms;
        drawings.values().forEach(file -> NewFile.check(file, force));
        String source = folder.toString();
        if (!Files.isDirectory(folder)) {
            throw UserException.noInput(source + ": no such folder; check the path");
        }
        Optional<Nv12> frames = picture.rawFrames();
        List<Path> files = chosen(PictureFiles.expand(
                List.of(source), name -> frames.isPresent() || PictureFiles.isPicture(name)));
        try (OpenedWeights weights = network.open(parent.locator())) {
            if (Int8File.isOne(weights.file())) {
                throw new UserException(
                        ExitCode.USAGE, weights.file().source() + ": holds 8-bit integers already; give float weights");
            }
            drawings.keySet().forEach(name -> requireActivation(name, weights.architecture()));
            Preprocessing preprocessing = WeightsPreprocessing.find(
                    weights.file().source(), weights.config(), picture.preprocessing(network));
            Messages messages = new Messages(System.err, false);
            PictureReader pictureReader = new PictureReader(picture.exif, picture.lenient, messages::note);
            PictureReader reader = frames.map(pictureReader::ofRawFrames).orElse(pictureReader);
            Quantizer quantizer = new Quantizer(
                    weights.architecture(),
                    weights.file(),
                    preprocessing.preprocessor().crop(),
                    threads,
                    parent.progress());
            Quantizer.Result result = quantizer.quantize(
                    files.size(), index -> read(reader, preprocessing, files.get(index), messages), source, method, target.maxWeight());
            long bytes = Int8File.write(result.network(), facts(result), out, force);
            drawings.forEach((name, file) -> draw(result, name, file));
            print(result, weights, bytes);
            if (preprocessing.isOfWeights()) {
                messages.note(preprocessing.description() + ": not in " + out + "; give it as options, or copy the file beside it");
            }
        }
        return ExitCode.OK.code();
    }

    private void requireActivation(String name, Architecture architecture) {
        List<String> names = Int8Network.rangeNames(architecture);
        if (!names.contains(name)) {
            throw new ParameterException(
                    command.commandLine(), "--histogram " + name + " is no layer of " + architecture.name() + "; the layers are "
                            + String.join(", ", names));
        }
    }

    private void draw(Quantizer.Result result, String name, Path file) {
        byte[] svg = result.drawings().apply(name).getBytes(StandardCharsets.UTF_8);
        new NewFile().write(file, force, out -> out.write(svg));
    }

    /** At most {@link #pictures} files, chosen by the seed, in their order. */
    private List<Path> chosen(List<String> all) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            indices.add(i);
        }
        if (all.size() > pictures) {
            Collections.shuffle(indices, new Random(seed));
            indices = new ArrayList<>(indices.subList(0, pictures));
            Collections.sort(indices);
        }
        return indices.stream().map(index -> Path.of(all.get(index))).toList();
    }

    /** A picture that cannot be read is noted and left out. */
    private static Optional<float[]> read(PictureReader reader, Preprocessing preprocessing, Path file, Messages messages) {
        try {
            return Optional.of(preprocessing.preprocessor().input(reader.read(file)));
        } catch (UserException e) {
            messages.note(e.getMessage());
            return Optional.empty();
        }
    }

    private Map<String, String> facts(Quantizer.Result result) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(Int8File.TARGET, target.toString());
        facts.put(Int8File.METHOD, method.toString());
        facts.put(Int8File.PICTURES, Integer.toString(result.pictures()));
        facts.put(Int8File.SEED, Long.toString(seed));
        return facts;
    }

    private void print(Quantizer.Result result, OpenedWeights weights, long bytes) {
        TextTable table = new TextTable();
        table.heading("Quantized")
                .row("network", weights.architecture().name() + " of " + weights.file().source())
                .row("ranges", method + " of " + result.pictures() + " pictures")
                .row("target", target + ", weights up to " + target.maxWeight())
                .row("file", out + ", " + bytes + " bytes");
        table.heading("Signal to noise of each layer by itself, worst first");
        for (LayerNoise noise : result.noises()) {
            table.row(noise.layer(), String.format(Locale.ROOT, "%5.1f dB", noise.decibels()));
        }
        command.commandLine().getOut().print(table);
        command.commandLine().getOut().flush();
    }
}
