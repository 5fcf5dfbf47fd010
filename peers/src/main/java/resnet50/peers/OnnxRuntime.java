package resnet50.peers;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** ONNX Runtime with a model and a batch of pictures. Input and output are in native memory. */
final class OnnxRuntime implements Peer {
    /** Whether idle threads spin. This is faster, but keeps the cores from other threads. */
    private static final String SPINNING = "session.intra_op.allow_spinning";

    /**
     * Whether spinning stops when a run ends. Otherwise it continues for up to a second, during the next program's turn.
     */
    private static final String STOP_SPINNING = "session.force_spinning_stop";

    private final OrtSession session;
    private final OnnxTensor input;
    private final OnnxTensor output;
    private final FloatBuffer outputData; // [batch][classes]
    private final Tensors tensors;

    private OnnxRuntime(OrtEnvironment environment, OrtSession session, int batch, int defaultSize) throws OrtException {
        this.session = session;
        long[] in = shape(session.getInputInfo()); // [N][3][size][size]
        long[] out = shape(session.getOutputInfo()); // [N][classes]
        int size = in[2] < 0 ? defaultSize : Math.toIntExact(in[2]);
        int classes = Math.toIntExact(out[1]);
        tensors = new Tensors(batch, size, classes, Peer.floats(batch * CHANNELS * size * size).asFloatBuffer());
        input = OnnxTensor.createTensor(environment, tensors.input(), new long[] {batch, CHANNELS, size, size});
        outputData = Peer.floats(batch * classes).asFloatBuffer();
        output = OnnxTensor.createTensor(environment, outputData, new long[] {batch, classes});
    }

    /**
     * Loads a model with one input of [N][3][size][size] and one output of [N][classes].
     *
     * @param defaultSize rows and columns if the model's input size is dynamic
     * @param spinning    whether threads spin while they wait; empty for ONNX Runtime's default
     * @throws UserException no input: the file is missing; bad data: the file is not such a model
     */
    static OnnxRuntime open(Path model, int threads, Optional<Boolean> spinning, int batch, int defaultSize) {
        PeerOptions.requireFile(model, "write one with: weights export --onnx " + model);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1); // the graph is a chain
            options.addConfigEntry(STOP_SPINNING, "1");
            if (spinning.isPresent()) {
                options.addConfigEntry(SPINNING, spinning.get() ? "1" : "0");
            }
            OrtSession session = environment.createSession(model.toString(), options);
            try {
                return new OnnxRuntime(environment, session, batch, defaultSize);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new UserException(
                    ExitCode.BAD_DATA,
                    model + ": ONNX Runtime does not take it (" + e.getMessage() + "); write one with: weights export",
                    e);
        }
    }

    private static long[] shape(Map<String, NodeInfo> values) {
        if (values.size() == 1 && values.values().iterator().next().getInfo() instanceof TensorInfo tensor) {
            long[] shape = tensor.getShape();
            if (shape.length == 4 || shape.length == 2) {
                return shape;
            }
        }
        throw UserException.badData("the model: has not one input and one output as a ResNet has; write one with: weights export");
    }

    @Override
    public String name() {
        return "onnxruntime " + OrtEnvironment.getEnvironment().getVersion();
    }

    @Override
    public Tensors tensors() {
        return tensors;
    }

    @Override
    public void run(float[] logits) {
        try (OrtSession.Result _ = session.run(
                Map.of(session.getInputNames().iterator().next(), input),
                Map.of(session.getOutputNames().iterator().next(), output))) {
            outputData.get(0, logits);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        input.close();
        output.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
