package resnet50.weights;

import resnet50.core.TensorInfo;

/** The position and the encoding of a tensor's elements. */
sealed interface TensorData permits StoredTensor, QuantizedTensor, ScaledTensor, ConstantTensor, UnreadTensor {
    TensorInfo info();
}
