package resnet50.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import javax.imageio.ImageIO;
import resnet50.core.WeightsFile;
import resnet50.weights.WeightsFiles;

/**
 * Reference results of Pillow, torchvision and PyTorch for {@code pics/cat.png} and {@code pics/espresso.png}, cropped
 * or stretched: {@code cat-crop}, {@code cat-stretch}, {@code espresso-crop}, {@code espresso-stretch}. The network is
 * resnet50 with {@link Repository#WEIGHTS}. {@code scripts/make-golden.py} creates the files.
 */
public final class Golden implements AutoCloseable {
    public static final int SIZE = 224;

    private static final int SAMPLE_SIZE = 512;

    /** Prime factor, so that a sample contains different elements. */
    private static final long SAMPLE_FACTOR = 2_654_435_761L;

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final WeightsFile tensors = WeightsFiles.open(TestResource.file("golden/resnet50.safetensors"));

    /** Returns Pillow's pixels // [SIZE][SIZE][3] */
    public static byte[] rgb(String picture) {
        try {
            BufferedImage image = ImageIO.read(TestResource.file("golden/" + picture + ".png").toFile());
            int[] samples = image.getRaster().getPixels(0, 0, SIZE, SIZE, (int[]) null);
            byte[] rgb = new byte[SIZE * SIZE * 3];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) samples[i];
            }
            return rgb;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns {@link #rgb} normalized in torchvision's arithmetic // [SIZE][SIZE][3] */
    public static float[] input(String picture) {
        byte[] rgb = rgb(picture);
        float[] input = new float[rgb.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = ((rgb[i] & 0xff) / 255f - MEAN[i % 3]) / DEVIATION[i % 3];
        }
        return input;
    }

    /**
     * Returns those elements of a tensor in PyTorch's layout that {@code input/PICTURE} and {@code probe/LAYER}
     * contain.
     */
    public static float[] sample(float[] tensor) {
        float[] sample = new float[SAMPLE_SIZE];
        for (int j = 0; j < sample.length; j++) {
            sample[j] = tensor[(int) (j * SAMPLE_FACTOR % tensor.length)];
        }
        return sample;
    }

    /**
    * Returns the names of all tensors: {@code input/PICTURE}, {@code logits/PICTURE}, and for cat-crop {@code
    * mean/LAYER}, the channel means of a layer's output, and {@code probe/LAYER}, a {@link #sample} of the output.
    */
    public Set<String> names() {
        return tensors.tensors().keySet();
    }

    public float[] tensor(String name) {
        return tensors.floats(name);
    }

    @Override
    public void close() {
        tensors.close();
    }
}
