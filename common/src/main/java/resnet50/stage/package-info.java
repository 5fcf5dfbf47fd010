/**
 * Finds the stage on the class path, checks that this JVM can run it, and compiles its code before the first picture.
 */
package resnet50.stage;
