package resnet50.weights;

import java.util.Collection;
import resnet50.core.Printable;

/** Recognizes file formats that are not supported by their content, for messages. */
final class OtherFiles {
    private static final String FROM_NUMPY = "convert it in Python: torch.save({k: torch.from_numpy(v) for k, v in "
            + "numpy.load(\"FILE\").items()}, \"weights.pth\")";
    private static final String FROM_KERAS = "its network is not PyTorch's; give PyTorch's weights or an ONNX file";

    private OtherFiles() {}

    /**
     * Refuses a file by its first bytes.
     *
     * @param head the first bytes, one character each
     * @throws Malformed if they are those of a known, unsupported format
     */
    static void refuse(String head) {
        if (head.startsWith("\u0089HDF\r\n")) {
            throw new Malformed("is an HDF5 file, as Keras writes them", FROM_KERAS);
        }
        if (head.startsWith("\u0093NUMPY")) {
            throw new Malformed("is a single NumPy array", Malformed.SAVE);
        }
        if (head.startsWith("GGUF")) {
            throw new Malformed("is a GGUF file, a language model", "give weights of a ResNet");
        }
        if (head.startsWith("TFL3", 4)) {
            throw new Malformed("is a TensorFlow Lite model", FROM_KERAS);
        }
        if (head.startsWith("ORTM", 4)) {
            throw new Malformed("is ONNX Runtime's own format", "give the .onnx file that it was made from");
        }
        String archive = head.startsWith("\u001f\u008b") ? "gzip"
                : head.startsWith("BZh") ? "bzip2"
                : head.startsWith("\u00fd7zXZ") ? "xz"
                : head.startsWith("(\u00b5/\u00fd") ? "zstd"
                : head.startsWith("7z\u00bc\u00af") ? "7-Zip"
                : "";
        if (!archive.isEmpty()) {
            throw new Malformed("is compressed by " + archive, "decompress it first");
        }
    }

    /** Returns the refusal of a zip file without a torch pickle. */
    static Malformed zip(Collection<String> names) {
        for (String name : names) {
            if (name.endsWith(".npy")) {
                return new Malformed("is a NumPy .npz archive", FROM_NUMPY);
            }
            if (name.endsWith(".weights.h5")) {
                return new Malformed("is a Keras model", FROM_KERAS);
            }
            if (name.endsWith("serialized_exported_program.json") || name.endsWith("archive_format")) {
                return new Malformed("is a program of torch.export", Malformed.SAVE);
            }
            if (name.endsWith(".pth") || name.endsWith(".pt") || name.endsWith(".bin") || name.endsWith(".safetensors")
                    || name.endsWith(".onnx")) {
                return new Malformed("is a zip around the file " + Printable.quote(name), "unpack it first");
            }
        }
        return new Malformed("is a zip but not torch's: it has no */data.pkl", "give a .pth or .safetensors file");
    }
}
