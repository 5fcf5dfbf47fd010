/** ONNX models: writes a network of the family, and recognizes one in the graphs of PyTorch's and other exporters. */
package resnet50.onnx;
