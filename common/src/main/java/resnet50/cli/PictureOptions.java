package resnet50.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import resnet50.picture.Exif;
import resnet50.picture.Interpolation;
import resnet50.picture.Normalization;
import resnet50.picture.Normalization.Bounds;
import resnet50.picture.Nv12;
import resnet50.picture.Preprocessor;
import resnet50.preprocess.Preprocessing;
import resnet50.preprocess.PreprocessingOptions;

/** Options of the conversion of a picture to the network's input. What is not given is chosen by the weights. */
public final class PictureOptions {
    private static final String CROP = "--crop";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private OptionalInt resize = OptionalInt.empty();
    private Optional<List<Float>> mean = Optional.empty();
    private Optional<List<Float>> std = Optional.empty();

    /** Null if not given. */
    @Option(
            names = "--preprocess",
            paramLabel = "HOW",
            order = 20,
            description = "crop: resize the shorter side to --resize, then crop the center; stretch: resize to a square; letterbox: resize"
                    + " the longer side, then pad. Default: the weights' own, else crop.")
    private Preprocessor.Mode mode;

    /** Null if not given. */
    @Option(
            names = "--interpolation",
            paramLabel = "FILTER",
            order = 22,
            description = "${COMPLETION-CANDIDATES}. Default: the weights' own, else bilinear.")
    private Interpolation interpolation;

    @Option(
            names = "--exif",
            paramLabel = "HOW",
            order = 25,
            defaultValue = "apply",
            description = "apply or ignore the EXIF orientation (default: ${DEFAULT-VALUE}).")
    public Exif exif;

    @Option(names = "--lenient", order = 26, description = "Label damaged pictures by the part that can be decoded.")
    public boolean lenient;

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            order = 27,
            defaultValue = "picture",
            description = "picture: JPEG, PNG, ...; nv12: each file is one raw frame of a camera (default: ${DEFAULT-VALUE}).")
    private InputFormat inputFormat;

    /** Null if not given. */
    @Option(
            names = "--range",
            paramLabel = "RANGE",
            order = 29,
            description = "Range of an nv12 frame: video (luma 16 to 235, the default) or full (0 to 255).")
    private Nv12.Range range;

    private int[] frameSize; // width and height; null if not given

    @Option(names = "--size", paramLabel = "WxH", order = 28, description = "Width and height of an nv12 frame, even numbers.")
    void frameSize(String text) {
        if (!text.matches("[0-9]{1,5}x[0-9]{1,5}")) {
            throw new ParameterException(command.commandLine(), "--size " + text + " is not a width and a height, as in 1920x1080");
        }
        frameSize = Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
        for (int side : frameSize) {
            Ranges.check(command, "--size", side, 2, Nv12.MAX_SIZE);
            if (side % 2 != 0) {
                throw new ParameterException(command.commandLine(), "--size " + text + ": an nv12 frame has even sides");
            }
        }
    }

    /** What input files are. */
    enum InputFormat {
        PICTURE,
        NV12
    }

    /**
     * The format of raw frames; empty if files are pictures.
     *
     * @throws ParameterException if only one of the options of raw frames is given
     */
    public Optional<Nv12> rawFrames() {
        boolean raw = inputFormat == InputFormat.NV12;
        if (raw && frameSize == null) {
            throw new ParameterException(command.commandLine(), "--input-format nv12 needs --size WxH");
        }
        if (!raw && (frameSize != null || range != null)) {
            throw new ParameterException(
                    command.commandLine(), (frameSize != null ? "--size" : "--range") + " needs --input-format nv12");
        }
        return raw
                ? Optional.of(new Nv12(frameSize[0], frameSize[1], range == null ? Nv12.Range.VIDEO : range))
                : Optional.empty();
    }

    @Option(
            names = "--resize",
            paramLabel = "N",
            order = 21,
            description = "Length in pixels before cropping. Default: the weights' own, else 256; for stretch and letterbox, --crop.")
    void resize(int size) {
        resize = OptionalInt.of(Ranges.check(command, "--resize", size, 1, Preprocessor.MAX_RESIZE));
    }

    @Option(
            names = "--mean",
            paramLabel = "R,G,B",
            order = 23,
            description = "Subtracted from pixels of 0 to 1. Default: the weights' own, else 0.485,0.456,0.406.")
    void mean(String numbers) {
        mean = Optional.of(channels("--mean", numbers, Normalization.MEAN_BOUNDS));
    }

    @Option(
            names = "--std",
            paramLabel = "R,G,B",
            order = 24,
            description = "Divides the difference. Default: the weights' own, else 0.229,0.224,0.225.")
    void std(String numbers) {
        std = Optional.of(channels("--std", numbers, Normalization.STD_BOUNDS));
    }

    /** Three numbers, or one for all channels. */
    private List<Float> channels(String option, String numbers, Bounds bounds) {
        try {
            List<Float> values = Arrays.stream(numbers.split(",", -1)).map(Float::valueOf).toList();
            List<Float> three = values.size() == 1 ? List.of(values.getFirst(), values.getFirst(), values.getFirst()) : values;
            if (three.size() == 3 && three.stream().allMatch(bounds::contain)) {
                return three;
            }
        } catch (NumberFormatException _) {
            // reported below
        }
        throw new ParameterException(
                command.commandLine(), option + " " + numbers + " is not three numbers from " + bounds
                        + " with commas between them, as in 0.5,0.5,0.5");
    }

    /** @param network of the same command, with its {@code --crop} */
    public PreprocessingOptions preprocessing(WeightsOptions network) {
        boolean cropGiven = command.commandLine().getParseResult().hasMatchedOption(CROP);
        return new PreprocessingOptions(
                resize,
                cropGiven ? OptionalInt.of(network.crop()) : OptionalInt.empty(),
                Optional.ofNullable(mode),
                Optional.ofNullable(interpolation),
                mean,
                std);
    }

    /** All options and choices that results depend on, in words: {@code crop 256 to 224, exif apply}. */
    String describe(Preprocessing preprocessing) {
        return preprocessing.preprocessor().description() + ", exif " + exif.name().toLowerCase(Locale.ROOT)
                + (lenient ? ", lenient" : "")
                + rawFrames().map(frames -> ", " + frames.description()).orElse("");
    }
}
