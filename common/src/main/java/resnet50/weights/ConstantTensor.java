package resnet50.weights;

import resnet50.core.TensorInfo;

/** A tensor that is not in the file: all elements have one value. Stands for the parameters of a folded batch norm. */
record ConstantTensor(TensorInfo info, float value) implements TensorData {}
