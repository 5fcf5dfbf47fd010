package resnet50.onnx;

import java.nio.ByteBuffer;

/** The bytes of an ONNX file. */
public interface OnnxBytes {
    /** The number of bytes. */
    long size();

    /**
     * Copies bytes into a new buffer.
     *
     * @param length of the copy; the caller has checked that the bytes are there
     */
    ByteBuffer copy(long offset, long length);
}
