/** From logits to labels: softmax, the largest probabilities, the names of the classes. */
package resnet50.label;
