/** From logits to labels: softmax, the largest probabilities, the names of the classes, the regions that speak for a class. */
package resnet50.label;
