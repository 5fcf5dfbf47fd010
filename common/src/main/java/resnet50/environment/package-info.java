/** Describes the machine, the JVM and the build that figures were taken on. */
package resnet50.environment;
