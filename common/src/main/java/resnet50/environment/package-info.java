/** Describes the machine, the JVM and the build of a measurement. */
package resnet50.environment;
