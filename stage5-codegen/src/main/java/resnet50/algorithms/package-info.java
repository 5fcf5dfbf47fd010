/**
 * The ways to compute a convolution: direct, grouped and Winograd. Each packs its weights when the model is built, and
 * has the loops that call the kernels.
 */
package resnet50.algorithms;
