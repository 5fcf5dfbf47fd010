package resnet50.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import resnet50.picture.Exif;
import resnet50.picture.Preprocessor;

/** Options that say how a picture becomes the network's input. */
final class PictureOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--preprocess",
            paramLabel = "HOW",
            order = 20,
            defaultValue = "crop",
            description = "crop: resize the shorter side to --resize, then crop the center; stretch: resize to a square (default: ${DEFAULT-VALUE}).")
    Preprocessor.Mode mode;

    int resize;

    @Option(
            names = "--exif",
            paramLabel = "HOW",
            order = 22,
            defaultValue = "apply",
            description = "apply or ignore the EXIF orientation (default: ${DEFAULT-VALUE}).")
    Exif exif;

    @Option(names = "--lenient", order = 23, description = "Label damaged pictures by the part that can be decoded.")
    boolean lenient;

    /** @param crop rows and columns that the network sees */
    Preprocessor preprocessor(int crop) {
        return new Preprocessor(resize, crop, mode);
    }

    @Option(
            names = "--resize",
            paramLabel = "N",
            order = 21,
            defaultValue = "256",
            description = "Length of the shorter side before cropping, in pixels (default: ${DEFAULT-VALUE}).")
    void resize(int size) {
        resize = Ranges.check(command, "--resize", size, 1, Preprocessor.MAX_RESIZE);
    }
}
