/** Drawings and a page of explanations: class activation maps over the pictures that they belong to. */
package resnet50.explain;
