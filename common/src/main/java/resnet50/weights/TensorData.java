package resnet50.weights;

import resnet50.core.TensorInfo;

/** Where a tensor's elements lie in a file and how they are encoded. */
sealed interface TensorData permits StoredTensor, QuantizedTensor {
    TensorInfo info();
}
