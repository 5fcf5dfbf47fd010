package resnet50.api;

import java.util.List;
import resnet50.label.ClassMap;
import resnet50.picture.Picture;

/**
 * The labels of a picture, and the regions that speak for one of them.
 *
 * @param seen        what the network sees: the picture resized and cropped
 * @param predictions the most probable first
 * @param shown       the class that is explained
 * @param rival       the most probable class other than {@code shown}
 * @param map         contributions to the logit of {@code shown}
 * @param difference  contributions to the difference of the two logits: positive where a region speaks for
 *                    {@code shown}, negative where it speaks for {@code rival}
 */
public record Explanation(
        Picture seen,
        List<Prediction> predictions,
        Prediction shown,
        Prediction rival,
        ClassMap map,
        ClassMap difference) {
    public Explanation {
        predictions = List.copyOf(predictions);
    }
}
