package resnet50.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Another program with a model and a batch of pictures. */
interface Peer extends AutoCloseable {
    int CHANNELS = 3;

    /**
     * The program's input and the sizes of its input and output.
     *
     * @param batch pictures per run
     * @param size  rows and columns of a picture
     * @param input in native memory, [batch][3][size][size]
     */
    record Tensors(int batch, int size, int classes, FloatBuffer input) {}

    /** Returns its name and version, such as {@code onnxruntime 1.29.0}. */
    String name();

    Tensors tensors();

    default int size() {
        return tensors().size();
    }

    default int classes() {
        return tensors().classes();
    }

    default int batch() {
        return tensors().batch();
    }

    /** @param logits [batch][classes] receives the result */
    void run(float[] logits);

    @Override
    void close();

    /**
     * Puts a picture into the batch.
     *
     * @param index   0 to batch−1
     * @param picture [size][size][3]
     */
    default void setInput(int index, float[] picture) {
        int pixels = size() * size();
        float[] planes = new float[picture.length]; // [3][size][size]
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int c = 0; c < CHANNELS; c++) {
                planes[c * pixels + pixel] = picture[pixel * CHANNELS + c];
            }
        }
        tensors().input().put(index * planes.length, planes);
    }

    /** Returns native memory for floats. */
    static ByteBuffer floats(int count) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES)).order(ByteOrder.nativeOrder());
    }
}
