package resnet50.cli;

import java.util.List;
import resnet50.api.Prediction;

/** What came of one picture: labels, or an error. */
sealed interface PictureResult {
    /** As the user named it. */
    String picture();

    /** @param predictions the most probable first */
    record Labeled(String picture, List<Prediction> predictions) implements PictureResult {}

    /**
     * A picture without labels.
     *
     * @param exitCode what the process would end with, were this its only picture
     * @param message  one line
     * @param cause    for who wants to know where it comes from
     */
    record Failed(String picture, int exitCode, String message, Exception cause) implements PictureResult {}
}
