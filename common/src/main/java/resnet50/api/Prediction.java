package resnet50.api;

/**
 * One label of a picture.
 *
 * @param index       class, from 0
 * @param wnid        WordNet id such as {@code n02124075}; empty if the network's classes are not ImageNet's
 * @param label       English name, or the index if the network's classes are not ImageNet's
 * @param probability softmax over all classes, 0 to 1
 */
public record Prediction(int index, String wnid, String label, double probability) {}
