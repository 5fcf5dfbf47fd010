/** Turns logits into labels: softmax, top-k, names of ImageNet's classes. */
package resnet50.label;
