/** From logits to labels: softmax, the largest probabilities, the names of ImageNet's classes. */
package resnet50.label;
