/**
 * Weights files: safetensors, PyTorch's {@code .pth} in both its forms, product-quantized safetensors, seeded weights. Finds, reads,
 * checks and downloads them. Input is hostile: bounds are checked before memory is allocated, and no pickle is ever run.
 */
package resnet50.weights;
