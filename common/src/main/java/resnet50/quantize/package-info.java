/**
 * Quantization of a network to 8-bit integers: batch norm is folded, ranges of activations are calibrated by pictures,
 * and the integer network is emulated exactly.
 */
package resnet50.quantize;
