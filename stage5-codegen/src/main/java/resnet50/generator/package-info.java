/**
 * Generates kernels as bytecode, loads them as hidden classes and warms them up until the JVM has compiled them. {@code
 * KernelWriter} provides the operations that kernels consist of. The package is independent of convolutions.
 */
package resnet50.generator;
