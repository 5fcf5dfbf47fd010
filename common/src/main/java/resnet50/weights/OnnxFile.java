package resnet50.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import resnet50.core.Printable;
import resnet50.core.TensorInfo;
import resnet50.core.UserException;
import resnet50.onnx.OnnxBytes;
import resnet50.onnx.OnnxException;
import resnet50.onnx.OnnxImport;
import resnet50.onnx.OnnxParameter;
import resnet50.onnx.OnnxTensor;

/** The tensors of an ONNX file, in the file itself or in files beside it. */
final class OnnxFile {
    private static final int MAX_FILES = 64;
    private static final int VERSION_TAG = 0x08;
    private static final int MAX_VERSION = 20;

    private final InputFile file;
    private final Map<String, InputFile> others = new LinkedHashMap<>();

    private OnnxFile(InputFile file) {
        this.file = file;
    }

    /** Returns whether the file begins like an exporter's: with the version, followed by another field of the model. */
    static boolean isOne(FileBytes bytes) {
        int version = LittleEndian.u8(bytes, 1);
        int tag = LittleEndian.u8(bytes, 2);
        return LittleEndian.u8(bytes, 0) == VERSION_TAG && version > 0 && version <= MAX_VERSION
                && (tag == 0x12 || tag == 0x1a || tag == 0x22 || tag == 0x28 || tag == 0x32 || tag == 0x3a || tag == 0x42);
    }

    /**
     * Opens the files with the tensors. They are closed if the file is refused.
     *
     * @param wanted which weights to use; a graph has no averaged ones
     * @throws Malformed if a file is broken or outside the folder, the graph is not that of a network of the family, or
     *                   averaged weights are wanted
     */
    static StoredWeights open(InputFile file, Averaged wanted) {
        if (wanted == Averaged.YES) {
            throw new Malformed(Averaged.NONE, Averaged.LEAVE_OUT);
        }
        OnnxFile onnx = new OnnxFile(file);
        try {
            Map<String, TensorData> tensors = new LinkedHashMap<>();
            for (OnnxParameter parameter : OnnxImport.read(bytes(file.bytes()))) {
                tensors.put(parameter.name(), onnx.data(parameter));
            }
            return new StoredWeights("ONNX", file, List.copyOf(onnx.others.values()), new NetworkTensors(tensors, List.of()));
        } catch (OnnxException e) {
            onnx.closeOthers();
            throw new Malformed(e.getMessage(), e.advice());
        } catch (RuntimeException | Error e) {
            onnx.closeOthers();
            throw e;
        }
    }

    private static OnnxBytes bytes(FileBytes bytes) {
        return new OnnxBytes() {
            @Override
            public long size() {
                return bytes.size();
            }

            @Override
            public ByteBuffer copy(long offset, long length) {
                return bytes.copy(offset, length);
            }
        };
    }

    private TensorData data(OnnxParameter parameter) {
        return switch (parameter) {
            case OnnxParameter.Constant(String name, List<Long> shape, float value) ->
                new ConstantTensor(new TensorInfo(name, DType.F32.name(), shape), value);
            case OnnxParameter.Stored stored -> stored(stored);
        };
    }

    private TensorData stored(OnnxParameter.Stored parameter) {
        OnnxTensor tensor = parameter.tensor();
        TensorInfo info = new TensorInfo(parameter.name(), tensor.dtype(), parameter.shape());
        long elements = StoredTensor.elements(info.name(), tensor.shape());
        if (DType.ofWeight(tensor.dtype()).isEmpty()) {
            return new UnreadTensor(info);
        }
        FileBytes bytes = tensor.location().isEmpty() ? file.bytes() : beside(tensor.location()).bytes();
        long left = bytes.size() - tensor.offset();
        int size = DType.valueOf(tensor.dtype()).bytes();
        boolean rest = tensor.length() < 0; // external data without a length
        if (left < 0 || tensor.length() > left || elements > left / size || (!rest && tensor.length() != elements * size)) {
            throw new Malformed("has " + (rest ? left : tensor.length()) + " bytes for tensor " + Printable.quote(info.name())
                    + " of shape " + tensor.shape() + " and type " + tensor.dtype(), "export it again, or fetch all of its files");
        }
        return parameter.transposed()
                ? new StoredTensor(info, bytes, tensor.offset(), List.of(1L, info.shape().getFirst()))
                : StoredTensor.contiguous(info, bytes, tensor.offset());
    }

    /** Opens a file with external data. Its path must stay inside the ONNX file's folder, with links resolved. */
    private InputFile beside(String location) {
        InputFile known = others.get(location);
        if (known != null) {
            return known;
        }
        if (others.size() == MAX_FILES) {
            throw new Malformed("has its weights in more than " + MAX_FILES + " files", "save them in one file beside it");
        }
        Path onnx = file.path().orElseThrow(() -> new Malformed("has its weights in another file", "give both"));
        try {
            Path folder = onnx.toAbsolutePath().getParent();
            Path path = folder.resolve(location).normalize();
            if (Path.of(location).isAbsolute() || !path.startsWith(folder.normalize())) {
                throw outside(location);
            }
            InputFile opened = InputFile.open(onnx.resolveSibling(location).normalize());
            others.put(location, opened);
            if (!path.toRealPath().startsWith(folder.toRealPath())) {
                throw outside(location);
            }
            return opened;
        } catch (InvalidPathException _) {
            throw outside(location);
        } catch (IOException e) {
            throw UserException.unreadable(location, e);
        }
    }

    private static Malformed outside(String location) {
        return new Malformed("refused: wants its weights from " + Printable.quote(location) + ", outside its folder",
                "nothing was read; put both files into one folder and export it again");
    }

    private void closeOthers() {
        others.values().forEach(InputFile::close);
    }
}
