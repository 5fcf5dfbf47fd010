/** All rungs of the ladder, each in a process of its own, measured in turns and held to the same reference. */
package resnet50.compare;
