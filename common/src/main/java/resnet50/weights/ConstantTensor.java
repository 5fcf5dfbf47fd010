package resnet50.weights;

import resnet50.core.TensorInfo;

/** A tensor that is not in the file; all its elements are equal. Represents the parameters of a folded batch norm. */
record ConstantTensor(TensorInfo info, float value) implements TensorData {}
