/**
 * The kernels: register tiles of convolutions, pooling, and Winograd's transforms. Each kernel is specified by a
 * record, which emits the kernel's code with {@code KernelWriter}.
 */
package resnet50.kernels;
