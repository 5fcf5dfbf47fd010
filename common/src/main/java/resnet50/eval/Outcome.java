package resnet50.eval;

import java.util.List;
import resnet50.api.Prediction;

/** The result of one picture. */
public sealed interface Outcome {
    Example example();

    /** @param predictions the {@link Tally#TOP} most probable, the most probable first */
    record Labeled(Example example, List<Prediction> predictions) implements Outcome {
        /** The predicted classes. */
        int[] indices() {
            return predictions.stream().mapToInt(Prediction::index).toArray();
        }
    }

    /** @param message one line that begins with the file's name */
    record Unreadable(Example example, String message) implements Outcome {}
}
