package resnet50.weights;

import resnet50.core.TensorInfo;

/**
 * A pickled value that has a tensor's name but is an object of an unknown kind, such as a quantized tensor.
 *
 * @param info name of the value; its dtype is the object's Python name, its shape is empty
 */
record UnreadTensor(TensorInfo info) implements TensorData {}
