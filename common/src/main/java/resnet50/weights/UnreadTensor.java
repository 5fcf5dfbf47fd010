package resnet50.weights;

import resnet50.core.TensorInfo;

/**
 * A value of a pickle that has a tensor's name but is an object of an unknown kind, such as a quantized tensor.
 *
 * @param info its dtype is the object's Python name, its shape is empty
 */
record UnreadTensor(TensorInfo info) implements TensorData {}
