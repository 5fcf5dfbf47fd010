/**
 * The kernels: register tiles of convolutions, pooling, and Winograd's transforms. Each is a small description (a
 * record) that emits its code with {@code KernelWriter}.
 */
package resnet50.kernels;
