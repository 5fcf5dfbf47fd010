/** How often a network is right, over many pictures whose classes are known. */
package resnet50.eval;
