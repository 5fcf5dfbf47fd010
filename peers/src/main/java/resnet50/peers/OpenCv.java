package resnet50.peers;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.getVersionMajor;
import static org.bytedeco.opencv.global.opencv_core.getVersionMinor;
import static org.bytedeco.opencv.global.opencv_core.getVersionRevision;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromONNX;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.MatShapeVector;
import org.bytedeco.opencv.opencv_dnn.Net;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** OpenCV's DNN module with a model and a batch of pictures. */
final class OpenCv implements Peer {
    private final Net net;
    private final Mat input;
    private final Tensors tensors;

    private OpenCv(Net net, int batch, int size) {
        this.net = net;
        int[] shape = {batch, CHANNELS, size, size};
        input = new Mat(shape, CV_32F);
        tensors = new Tensors(batch, size, outputShape(net, shape).get(1), input.createBuffer());
    }

    /**
     * Loads a model with one input of [N][3][size][size] and one output of [N][classes].
     *
     * @param threads for all networks of the process
     * @throws UserException no input: the file is missing; bad data: the file is not such a model
     */
    static OpenCv open(Path model, int threads, int batch, int size) {
        PeerOptions.requireFile(model, "write one with: weights export --onnx " + model);
        setNumThreads(threads);
        try {
            return new OpenCv(readNetFromONNX(model.toString()), batch, size);
        } catch (RuntimeException e) { // JavaCPP's form of cv::Exception
            throw new UserException(
                    ExitCode.BAD_DATA, model + ": OpenCV does not take it (" + firstLine(e) + "); write one with: weights export", e);
        }
    }

    private static IntPointer outputShape(Net net, int[] inputShape) {
        MatShapeVector outputs = new MatShapeVector();
        net.getLayerShapes(new IntPointer(inputShape), net.getUnconnectedOutLayers().get(), new MatShapeVector(), outputs);
        return outputs.front();
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public String name() {
        return "opencv " + getVersionMajor() + "." + getVersionMinor() + "." + getVersionRevision();
    }

    @Override
    public Tensors tensors() {
        return tensors;
    }

    @Override
    public void run(float[] logits) {
        net.setInput(input);
        try (Mat output = net.forward()) {
            output.<FloatBuffer>createBuffer().get(0, logits);
        }
    }

    @Override
    public void close() {
        input.close();
        net.close();
    }
}
