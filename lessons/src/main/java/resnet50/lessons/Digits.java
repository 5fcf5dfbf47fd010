package resnet50.lessons;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Handwritten digits and their labels. The files have MNIST's format IDX, compressed by gzip: a magic number, the sizes
 * as 32-bit integers, then bytes.
 *
 * @param images // [count][28 * 28], 0 (paper) to 1 (ink)
 * @param labels // [count], 0 to 9
 */
record Digits(double[][] images, int[] labels) {
    private static final int IMAGES_MAGIC = 0x0803;
    private static final int LABELS_MAGIC = 0x0801;

    /** Returns the 8,000 digits for training. */
    static Digits training() throws IOException {
        return read("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz");
    }

    /** Returns the 2,000 digits held back from training. */
    static Digits heldBack() throws IOException {
        return read("test-images-idx3-ubyte.gz", "test-labels-idx1-ubyte.gz");
    }

    int count() {
        return labels.length;
    }

    /** Returns the first {@code count} digits. */
    Digits first(int count) {
        return new Digits(Arrays.copyOf(images, count), Arrays.copyOf(labels, count));
    }

    private static Digits read(String imagesName, String labelsName) throws IOException {
        try (DataInputStream images = open(imagesName); DataInputStream labels = open(labelsName)) {
            expect(images.readInt(), IMAGES_MAGIC, imagesName);
            expect(labels.readInt(), LABELS_MAGIC, labelsName);
            int count = images.readInt();
            expect(labels.readInt(), count, labelsName);
            expect(images.readInt(), DigitNetwork.SIZE, imagesName);
            expect(images.readInt(), DigitNetwork.SIZE, imagesName);
            Digits digits = new Digits(new double[count][DigitNetwork.SIZE * DigitNetwork.SIZE], new int[count]);
            for (int i = 0; i < count; i++) {
                byte[] pixels = images.readNBytes(digits.images[i].length);
                for (int p = 0; p < pixels.length; p++) {
                    digits.images[i][p] = (pixels[p] & 0xff) / 255.0;
                }
                digits.labels[i] = labels.readUnsignedByte();
            }
            return digits;
        }
    }

    private static DataInputStream open(String name) throws IOException {
        return new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(PictureFiles.ownBytes(name))));
    }

    private static void expect(int actual, int expected, String name) throws IOException {
        if (actual != expected) {
            throw new IOException(name + " is not the file of digits that was built in");
        }
    }
}
