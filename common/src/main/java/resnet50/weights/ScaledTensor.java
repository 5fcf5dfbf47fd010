package resnet50.weights;

import resnet50.core.TensorInfo;

/**
 * A tensor of integers that are multiplied by a scale per row, the first dimension, and by a common scale.
 *
 * @param info   name and shape; the dtype is F32
 * @param values {@code I8} or {@code I32}, of the same shape
 * @param scales [rows], {@code F32}
 * @param common [1], {@code F32}; null for 1
 */
record ScaledTensor(TensorInfo info, StoredTensor values, StoredTensor scales, StoredTensor common) implements TensorData {}
