/** Writes a network as an ONNX model. */
package resnet50.onnx;
