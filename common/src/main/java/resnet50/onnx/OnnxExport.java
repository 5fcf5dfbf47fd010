package resnet50.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import resnet50.core.Architecture;
import resnet50.core.Int8Network;
import resnet50.core.Int8Target;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;
import resnet50.text.NewFile;

/**
 * Writes a network with its weights as an ONNX model. The model's input is {@code input}, normalized planes
 * [N][3][size][size]; its output is {@code logits}, [N][classes], for any N. The file gets its final name only when it
 * is complete.
 */
public final class OnnxExport {
    /** Operator set version that the file requires. */
    public static final int OPSET = Onnx.OPSET;

    /** Maximum size of a Protocol Buffers message. */
    private static final long MAX_BYTES = Integer.MAX_VALUE;

    private static final String TASK = "exporting weights";

    private final NewFile file;

    public OnnxExport() {
        this(new NewFile());
    }

    /** @param file writes the file; tests replace it to simulate a full disk */
    OnnxExport(NewFile file) {
        this.file = file;
    }

    /**
     * Writes the file. Memory use is limited to one tensor at a time.
     *
     * @param weights   weights that match the architecture
     * @param inputSize rows and columns of the input picture
     * @param replace   whether an existing file may be replaced
     * @return size of the file in bytes
     * @throws UserException usage: the target exists already or is a folder; no input: the folder is missing or the
     *         disk fails; bad data: the weights are broken, or too large for the format
     */
    public long write(
            Architecture architecture, WeightsFile weights, int inputSize, Path target, boolean replace, Progress progress) {
        NewFile.check(target, replace);
        return write(OnnxGraph.model(architecture, weights, inputSize), weights.source(), target, replace, progress);
    }

    /**
     * Writes a network in 8-bit integers.
     *
     * @param source    origin of the network, for messages
     * @param processor weights beyond its limit are written as uint8
     * @param inputSize rows and columns of the input picture
     * @return size of the file in bytes
     * @throws UserException as {@link #write(Architecture, WeightsFile, int, Path, boolean, Progress)}
     */
    public long write(
            Int8Network network,
            String source,
            Int8Form form,
            Int8Target processor,
            int inputSize,
            Path target,
            boolean replace,
            Progress progress) {
        NewFile.check(target, replace);
        return write(Int8Graph.model(network, form, processor, inputSize), source, target, replace, progress);
    }

    private long write(ProtoMessage model, String source, Path target, boolean replace, Progress progress) {
        long size = model.size();
        if (size > MAX_BYTES) {
            throw UserException.badData(source + ": is too large for an ONNX file, " + size + " bytes instead of at most "
                    + MAX_BYTES + "; give a smaller network");
        }
        file.write(target, replace, out -> {
            try {
                CodedOutputStream coded = CodedOutputStream.newInstance(new Reported(out, size, progress));
                model.writeTo(coded);
                coded.flush();
            } finally {
                progress.update(TASK, size, size);
            }
        });
        return size;
    }

    /** Reports the number of bytes written. */
    private static final class Reported extends OutputStream {
        private final OutputStream out;
        private final long total;
        private final Progress progress;
        private long written;

        Reported(OutputStream out, long total, Progress progress) {
            this.out = out;
            this.total = total;
            this.progress = progress;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written += length;
            if (written < total) {
                progress.update(TASK, written, total);
            }
        }
    }
}
