/**
 * The algorithms for convolutions: direct, grouped and Winograd. Each packs its weights when the model is built, and
 * contains the loops around the kernels.
 */
package resnet50.algorithms;
