package resnet50.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

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

    /** Opens the output file. Tests replace it to simulate a full disk. */
    @FunctionalInterface
    interface Opener {
        OutputStream open(Path path) throws IOException;
    }

    private final Opener opener;

    public OnnxExport() {
        // CREATE_NEW refuses an existing file or link at the path
        this(path -> Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    OnnxExport(Opener opener) {
        this.opener = opener;
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
        checkTarget(target, replace);
        ProtoMessage model = OnnxGraph.model(architecture, weights, inputSize);
        long size = model.size();
        if (size > MAX_BYTES) {
            throw UserException.badData(weights.source() + ": is too large for an ONNX file, " + size + " bytes instead of at most "
                    + MAX_BYTES + "; give a smaller network");
        }
        try {
            writeBeside(target, model, size, replace, progress);
        } catch (NoSuchFileException e) {
            throw new UserException(ExitCode.NO_INPUT, target + ": its folder does not exist; make it first", e);
        } catch (AccessDeniedException e) {
            throw new UserException(ExitCode.NO_INPUT, target + ": may not be written; check its folder's permissions", e);
        } catch (FileAlreadyExistsException e) {
            throw new UserException(ExitCode.NO_INPUT, target + ": " + e.getFile() + " is in the way; remove it", e);
        } catch (IOException e) {
            throw new UserException(
                    ExitCode.NO_INPUT, target + ": cannot be written (" + e.getMessage() + "); check the disk and the path", e);
        }
        return size;
    }

    private void writeBeside(Path target, ProtoMessage model, long size, boolean replace, Progress progress) throws IOException {
        // the process id keeps concurrent exports to the same target apart
        Path part = target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        OutputStream opened = opener.open(part);
        part.toFile().deleteOnExit(); // in case the process is interrupted
        try {
            try (OutputStream file = opened) {
                CodedOutputStream out = CodedOutputStream.newInstance(new Reported(file, size, progress));
                model.writeTo(out);
                out.flush();
            } finally {
                progress.update(TASK, size, size);
            }
            checkTarget(target, replace); // another process may have created the target meanwhile
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteIfThere(part);
        }
    }

    /**
     * Checks the target before any work is done.
     *
     * @throws UserException usage: the file exists and may not be replaced, or the target is not a regular file
     */
    public static void checkTarget(Path target, boolean replace) {
        if (target.getFileName() == null || Files.isDirectory(target)) {
            throw new UserException(ExitCode.USAGE, target + ": is a folder; name a file");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new UserException(ExitCode.USAGE, target + ": is not a regular file; name another");
        }
        if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new UserException(ExitCode.USAGE, target + ": exists already; name another file, or replace it with --force");
        }
    }

    private static void deleteIfThere(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException _) {
            // the first failure is the one to report
        }
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
