package resnet50.api;

/**
 * One label of a picture.
 *
 * @param index       which class
 * @param wnid        its WordNet id, empty if the network's classes are not ImageNet's
 * @param label       its English name, or the index
 * @param probability softmax over all classes, 0 to 1
 */
public record Prediction(int index, String wnid, String label, double probability) {}
