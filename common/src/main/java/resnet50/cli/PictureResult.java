package resnet50.cli;

import java.util.List;
import resnet50.api.Prediction;
import resnet50.explain.ExplanationDrawing;

/** The result of one picture: labels, features, or an error. */
sealed interface PictureResult {
    /** As the user named it. */
    String picture();

    /**
     * Labels.
     *
     * @param predictions the most probable first
     * @param unknown     whether the most probable one is below the threshold
     */
    record Labeled(String picture, List<Prediction> predictions, boolean unknown) implements PictureResult {}

    /**
     * Labels and a drawing of what speaks for one of them.
     *
     * @param labels the result without the drawing
     */
    record Explained(Labeled labels, ExplanationDrawing drawing) implements PictureResult {
        @Override
        public String picture() {
            return labels.picture();
        }
    }

    /** @param values input of the network's last layer */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Features(String picture, float[] values) implements PictureResult {}

    /**
     * A picture without labels.
     *
     * @param exitCode of the process if this is its only picture
     * @param message  one line
     * @param cause    printed with {@code --verbose}
     */
    record Failed(String picture, int exitCode, String message, Exception cause) implements PictureResult {}
}
