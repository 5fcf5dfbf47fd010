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
            description = "crop: shorter side to --resize, then the middle; stretch: all of it to a square (${DEFAULT-VALUE}).")
    Preprocessor.Mode mode;

    int resize;

    @Option(
            names = "--exif",
            paramLabel = "HOW",
            order = 22,
            defaultValue = "apply",
            description = "apply or ignore the orientation that the camera noted (${DEFAULT-VALUE}).")
    Exif exif;

    @Option(names = "--lenient", order = 23, description = "Label what can be seen of damaged pictures.")
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
            description = "The shorter side before cropping (${DEFAULT-VALUE}).")
    void resize(int size) {
        resize = Ranges.check(command, "--resize", size, 1, Preprocessor.MAX_RESIZE);
    }
}
