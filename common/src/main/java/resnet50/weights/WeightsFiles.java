package resnet50.weights;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/** Opens weights files. What kind a file is, its content says, not its name. */
public final class WeightsFiles {
    private static final int MIN_BYTES = 8;
    private static final int HEAD_BYTES = 512;
    private static final int TAR_MAGIC_OFFSET = 257;
    private static final String TAR_MAGIC = "ustar";
    private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";

    private WeightsFiles() {}

    /**
     * Opens a file, reads its table of contents and checks it; no tensor is read.
     *
     * @throws UserException no input: missing, a folder, unreadable; bad data: anything else that is wrong with it
     */
    public static WeightsFile open(Path path) {
        return open(InputFile.open(path));
    }

    /** Takes over the file: it is closed if it is refused, or with the result. */
    static WeightsFile open(InputFile file) {
        try {
            return parse(file);
        } catch (Malformed e) {
            file.close();
            String message = file.source() + ": " + e.getMessage() + "; " + e.advice();
            throw new UserException(ExitCode.BAD_DATA, message, e);
        } catch (UncheckedIOException e) {
            file.close();
            throw InputFile.unreadable(file.source(), e.getCause());
        }
    }

    private static WeightsFile parse(InputFile file) {
        FileBytes bytes = file.bytes();
        refuseWhatIsNoWeightsFile(bytes);
        if (startsWith(bytes, "PK\3\4") || startsWith(bytes, "PK\5\6")) {
            return weights("torch zip", file, TorchZipFile.read(bytes));
        }
        int first = LittleEndian.u8(bytes, 0);
        int second = LittleEndian.u8(bytes, 1);
        if (first == 0x80 && second >= 2 && second <= 5) {
            return weights("torch legacy", file, TorchLegacyFile.read(bytes));
        }
        if (looksLikeSafetensors(bytes)) {
            SafetensorsFile.Contents contents = SafetensorsFile.read(bytes);
            return ProductQuantization.isIn(contents.tensors())
                    ? weights("safetensors, product-quantized", file,
                            ProductQuantization.resolve(contents.tensors(), contents.metadata()))
                    : weights("safetensors", file, contents.tensors());
        }
        throw new Malformed("is neither safetensors nor torch", "give a .pth or .safetensors file");
    }

    private static WeightsFile weights(String format, InputFile file, List<? extends TensorData> tensors) {
        return new StoredWeights(format, file, tensors);
    }

    private static void refuseWhatIsNoWeightsFile(FileBytes bytes) {
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
        if (bytes.size() < MIN_BYTES) {
            throw new Malformed("is too short for weights: " + bytes.size() + " bytes", "fetch it again");
        }
    }

    /** The first bytes as text, a byte a character. */
    private static String head(FileBytes bytes) {
        long length = Math.min(bytes.size(), HEAD_BYTES);
        String head = new String(bytes.copy(0, length).array(), StandardCharsets.ISO_8859_1);
        String byteOrderMark = "\u00EF\u00BB\u00BF";
        return head.startsWith(byteOrderMark) ? head.substring(byteOrderMark.length()) : head;
    }

    private static boolean startsWith(FileBytes bytes, String magic) {
        return head(bytes).startsWith(magic);
    }

    /** It has no magic number: either its JSON begins where it should, or its length is one that the file could have. */
    private static boolean looksLikeSafetensors(FileBytes bytes) {
        long size = bytes.size();
        if (size > SafetensorsFile.LENGTH_BYTES && LittleEndian.u8(bytes, SafetensorsFile.LENGTH_BYTES) == '{') {
            return true;
        }
        return Long.compareUnsigned(LittleEndian.i64(bytes, 0), size - SafetensorsFile.LENGTH_BYTES) <= 0;
    }
}
