/** Accuracy: labels pictures whose classes are known and counts how often the network is right. */
package resnet50.eval;
