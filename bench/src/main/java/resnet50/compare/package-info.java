/** Measures all stages in turns, each in a process of its own, and checks their logits against the same reference. */
package resnet50.compare;
