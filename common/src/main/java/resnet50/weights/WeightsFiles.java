package resnet50.weights;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/** Opens weights files. The format is detected from the content; the file's name does not matter. */
public final class WeightsFiles {
    private static final int MIN_BYTES = 8;
    private static final int HEAD_BYTES = 512;
    private static final int TAR_MAGIC_OFFSET = 257;
    private static final String TAR_MAGIC = "ustar";
    private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";

    private WeightsFiles() {}

    /**
     * Opens a file, reads its table of contents and checks it. Reads no tensor.
     *
     * @throws UserException no input: the file is missing, unreadable or a folder; bad data: any other fault
     */
    public static WeightsFile open(Path path) {
        return open(path, Averaged.PREFERRED);
    }

    /**
     * Opens a file as {@link #open(Path)} does.
     *
     * @param wanted which weights to use if the file has raw and averaged ones
     */
    public static WeightsFile open(Path path, Averaged wanted) {
        return open(InputFile.open(path), wanted);
    }

    /**
     * Verifies the checksums of the file's format: the CRC-32 of a zip's entries. Reads the whole file. Formats without
     * checksums pass.
     *
     * @throws UserException bad data: an entry does not match its checksum; no input: as {@link #open(Path)}
     */
    public static void verifyChecksums(Path path) {
        try (InputFile file = InputFile.open(path)) {
            try {
                if (ZipChecksums.isZip(file.bytes())) {
                    ZipChecksums.check(file.bytes());
                }
            } catch (Malformed e) {
                throw refusal(file, e);
            } catch (UncheckedIOException e) {
                throw UserException.unreadable(file.source(), e.getCause());
            }
        }
    }

    /** Takes ownership of the file: it is closed if it is refused, or when the result is closed. */
    static StoredWeights open(InputFile file, Averaged wanted) {
        try {
            return parse(file, wanted);
        } catch (Malformed e) {
            file.close();
            throw refusal(file, e);
        } catch (UncheckedIOException e) {
            file.close();
            throw UserException.unreadable(file.source(), e.getCause());
        }
    }

    static UserException refusal(InputFile file, Malformed e) {
        return new UserException(ExitCode.BAD_DATA, file.source() + ": " + e.getMessage() + "; " + e.advice(), e);
    }

    private static StoredWeights parse(InputFile file, Averaged wanted) {
        FileBytes bytes = file.bytes();
        refuseOtherFiles(bytes);
        if (startsWith(bytes, "PK\3\4") || startsWith(bytes, "PK\5\6")) {
            return new StoredWeights("torch zip", file, List.of(), TorchZipFile.read(bytes, wanted));
        }
        int first = LittleEndian.u8(bytes, 0);
        int second = LittleEndian.u8(bytes, 1);
        if (first == 0x80 && second >= 2 && second <= 5) {
            return new StoredWeights("torch legacy", file, List.of(), TorchLegacyFile.read(bytes, wanted));
        }
        boolean json = bytes.size() > SafetensorsFile.LENGTH_BYTES && LittleEndian.u8(bytes, SafetensorsFile.LENGTH_BYTES) == '{';
        if (!json && OnnxFile.isOne(bytes)) {
            return OnnxFile.open(file, wanted);
        }
        if (json || mayBeSafetensors(bytes)) {
            SafetensorsFile.Contents contents = SafetensorsFile.read(bytes);
            if (Int8Layout.isIn(contents.metadata())) {
                Int8Layout layout = new Int8Layout(contents);
                return new StoredWeights(layout.format(), file, List.of(), NetworkTensors.of(layout.tensors(), wanted));
            }
            boolean quantized = ProductQuantization.isIn(contents.tensors());
            List<? extends TensorData> tensors = quantized
                    ? ProductQuantization.resolve(contents.tensors(), contents.metadata())
                    : contents.tensors();
            String format = quantized ? "safetensors, product-quantized" : "safetensors";
            return new StoredWeights(format, file, List.of(), NetworkTensors.of(tensors, wanted));
        }
        throw new Malformed("is neither safetensors nor torch nor ONNX", "give a .pth, .safetensors or .onnx file");
    }

    private static void refuseOtherFiles(FileBytes bytes) {
        String head = head(bytes);
        String text = head.strip().toLowerCase(Locale.ROOT);
        if (bytes.size() == 0) {
            throw new Malformed("is empty", "fetch it again");
        }
        if (head.startsWith(LFS_POINTER)) {
            throw new Malformed("is a Git-LFS pointer, not the weights themselves", "run git lfs pull");
        }
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            throw new Malformed("is an HTML page, not weights", "fetch it again, and look at what the server says");
        }
        if (head.startsWith(TAR_MAGIC, TAR_MAGIC_OFFSET)) {
            throw new Malformed("is a legacy .tar of torch before 0.1.10", "save it again with a newer torch");
        }
        OtherFiles.refuse(head);
        if (bytes.size() < MIN_BYTES) {
            throw new Malformed("is too short for weights: " + bytes.size() + " bytes", "fetch it again");
        }
    }

    /** Returns the first bytes as text, one character per byte. */
    private static String head(FileBytes bytes) {
        long length = Math.min(bytes.size(), HEAD_BYTES);
        String head = new String(bytes.copy(0, length).array(), StandardCharsets.ISO_8859_1);
        String byteOrderMark = "\u00EF\u00BB\u00BF";
        return head.startsWith(byteOrderMark) ? head.substring(byteOrderMark.length()) : head;
    }

    private static boolean startsWith(FileBytes bytes, String magic) {
        return head(bytes).startsWith(magic);
    }

    /** Returns whether the header's length is possible in this file. The safetensors format has no magic number. */
    private static boolean mayBeSafetensors(FileBytes bytes) {
        return Long.compareUnsigned(LittleEndian.i64(bytes, 0), bytes.size() - SafetensorsFile.LENGTH_BYTES) <= 0;
    }
}
