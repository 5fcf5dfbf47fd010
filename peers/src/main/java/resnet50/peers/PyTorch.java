package resnet50.peers;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** PyTorch, by the Deep Java Library (DJL), with a TorchScript model and a batch of pictures. */
final class PyTorch implements Peer {
    private static final String ENGINE = "PyTorch";

    static {
        System.setProperty("ai.djl.offline", "true"); // all native code is in the jar
        System.setProperty("OPT_OUT_TRACKING", "true"); // DJL reports its use otherwise
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // DJL's log is not wanted
    }

    private final Model model;
    private final NDManager manager;
    private final NDList input;
    private final Tensors tensors;

    private PyTorch(Model model, int batch, int size, int classes) {
        this.model = model;
        manager = model.getNDManager();
        ByteBuffer memory = Peer.floats(batch * CHANNELS * size * size);
        tensors = new Tensors(batch, size, classes, memory.asFloatBuffer());
        input = new NDList(manager.create(memory, new Shape(batch, CHANNELS, size, size), DataType.FLOAT32)); // shares the memory
    }

    /**
     * Loads a model with one input of [N][3][size][size] and one output of [N][classes].
     *
     * @param threads for all models of the process; the first call decides
     * @throws UserException no input: the file is missing; bad data: the file is not such a model
     */
    static PyTorch open(Path file, int threads, int batch, int size, int classes) {
        PeerOptions.requireFile(file, "make one as --help shows");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1"); // the graph is a chain
        Model model = Model.newInstance(file.toString(), ENGINE);
        try {
            Path whole = file.toAbsolutePath();
            model.load(whole.getParent(), whole.getFileName().toString());
            return new PyTorch(model, batch, size, classes);
        } catch (MalformedModelException | EngineException | IOException e) {
            model.close();
            throw new UserException(
                    ExitCode.BAD_DATA,
                    file + ": PyTorch does not take it as a TorchScript model; make one as --help shows",
                    e);
        }
    }

    @Override
    public String name() {
        String version = Engine.getEngine(ENGINE).getVersion(); // may have the date of DJL's package at its end
        return "pytorch " + version.replaceFirst("-.*", "");
    }

    @Override
    public Tensors tensors() {
        return tensors;
    }

    @Override
    public void run(float[] logits) {
        try (NDManager results = manager.newSubManager()) {
            NDList output = model.getBlock().forward(new ParameterStore(results, false), input, false);
            output.attach(results);
            output.singletonOrThrow().toByteBuffer().asFloatBuffer().get(0, logits);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
