/**
 * Weights files: safetensors, PyTorch's {@code .pth} in both its forms, ONNX, product-quantized safetensors, seeded
 * weights. Finds, reads, checks and downloads them.
 *
 * <p>Input is hostile. Lengths are checked against the file before memory is allocated, and no pickle is run: names of
 * classes and functions outside {@link resnet50.weights.AllowedGlobal} become values without content.
 */
package resnet50.weights;
