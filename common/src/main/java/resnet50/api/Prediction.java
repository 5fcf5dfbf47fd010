package resnet50.api;

import java.util.Arrays;
import java.util.List;
import resnet50.label.Labels;
import resnet50.label.Softmax;
import resnet50.label.TopK;

/**
 * One label of a picture.
 *
 * @param index       class, from 0
 * @param wnid        WordNet id such as {@code n02124075}; empty if the network's classes are not ImageNet's
 * @param label       English name, or the index if the network's classes are not ImageNet's
 * @param probability softmax over all classes, 0 to 1
 */
public record Prediction(int index, String wnid, String label, double probability) {
    static Prediction of(int index, double[] probabilities, Labels labels) {
        return new Prediction(index, labels.wnid(index), labels.label(index), probabilities[index]);
    }

    /**
     * Returns the most probable labels, the most probable first; equally probable ones by index.
     *
     * @param logits [classes]
     * @param k      number of labels, at least 1; a network of fewer classes gives one label per class
     * @param labels names of the classes
     */
    public static List<Prediction> top(float[] logits, int k, Labels labels) {
        double[] probabilities = Softmax.of(logits);
        return Arrays.stream(TopK.indices(logits, k)).mapToObj(i -> of(i, probabilities, labels)).toList();
    }
}
