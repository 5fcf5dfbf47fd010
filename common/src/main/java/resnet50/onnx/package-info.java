/** Writing a network as an ONNX model, so that other programs can run it. */
package resnet50.onnx;
