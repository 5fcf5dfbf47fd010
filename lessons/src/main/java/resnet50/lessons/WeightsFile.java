package resnet50.lessons;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Reads and writes weights files: eight bytes of magic, then all numbers as 32-bit floats, big-endian. */
final class WeightsFile {
    private static final byte[] MAGIC = "DIGITS-1".getBytes(StandardCharsets.US_ASCII);

    private WeightsFile() {
    }

    static void write(Path file, DigitNetwork network) {
        ByteBuffer bytes = ByteBuffer.allocate(length(network)).put(MAGIC);
        for (double[] array : network.weights.arrays()) {
            for (double weight : array) {
                bytes.putFloat((float) weight);
            }
        }
        PictureFiles.writeBytes(file, bytes.array());
    }

    static DigitNetwork read(Path file) {
        return parse(PictureFiles.readBytes(file), file);
    }

    /** @param name for messages */
    static DigitNetwork parse(byte[] content, Object name) {
        DigitNetwork network = new DigitNetwork(new Random(0));
        if (content.length != length(network) || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw LessonException.badData(name, "not the weights of this network; make them by mnist train");
        }
        ByteBuffer bytes = ByteBuffer.wrap(content, MAGIC.length, content.length - MAGIC.length);
        for (double[] array : network.weights.arrays()) {
            for (int i = 0; i < array.length; i++) {
                array[i] = bytes.getFloat();
                if (!Double.isFinite(array[i])) {
                    throw LessonException.badData(name, "holds a number that is not finite; make it again by mnist train");
                }
            }
        }
        return network;
    }

    private static int length(DigitNetwork network) {
        int numbers = 0;
        for (double[] array : network.weights.arrays()) {
            numbers += array.length;
        }
        return MAGIC.length + Float.BYTES * numbers;
    }
}
