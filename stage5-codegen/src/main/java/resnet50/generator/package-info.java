/**
 * Generates classes as bytecode, loads them as hidden classes and has them compiled. {@code KernelWriter} is the
 * vocabulary that kernels are written in. The package knows nothing of convolutions.
 */
package resnet50.generator;
