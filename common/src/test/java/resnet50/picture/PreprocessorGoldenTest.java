package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import resnet50.picture.Preprocessor.Mode;
import resnet50.testing.Repository;
import resnet50.testing.TestResource;

/** Compares with bytes of Pillow 9.4 and torchvision 0.14.1 from {@code scripts/make-golden-preprocess.py}. */
final class PreprocessorGoldenTest {
    private static final int SIZE = 64;

    private record Variant(Mode mode, int resize, Interpolation filter) {}

    /** One row of the reference image for each variant. */
    private static final List<Variant> VARIANTS = List.of(
            new Variant(Mode.CROP, 73, Interpolation.BICUBIC),
            new Variant(Mode.CROP, 67, Interpolation.BICUBIC),
            new Variant(Mode.STRETCH, 64, Interpolation.BICUBIC),
            new Variant(Mode.STRETCH, 67, Interpolation.BILINEAR),
            new Variant(Mode.LETTERBOX, 64, Interpolation.BILINEAR),
            new Variant(Mode.LETTERBOX, 64, Interpolation.BICUBIC),
            new Variant(Mode.LETTERBOX, 67, Interpolation.BICUBIC));

    @Test
    void everyByteEqualsPillows() throws IOException {
        BufferedImage sheet = ImageIO.read(TestResource.file("golden/preprocess.png").toFile());
        List<Picture> pictures = List.of(read("pics/cat.png"), read("pics/espresso.png"), checker());
        for (int row = 0; row < VARIANTS.size(); row++) {
            Variant v = VARIANTS.get(row);
            Preprocessor preprocessor = new Preprocessor(v.resize(), SIZE, v.mode(), v.filter(), Normalization.IMAGENET);
            for (int column = 0; column < pictures.size(); column++) {
                byte[] actual = preprocessor.cropped(pictures.get(column));
                assertArrayEquals(rgb(sheet, SIZE * column, SIZE * row), actual, v + " of picture " + column);
            }
        }
    }

    private static Picture read(String file) {
        return new PictureReader(Exif.IGNORE, false, _ -> {}).read(Repository.file(file));
    }

    private static byte[] rgb(BufferedImage sheet, int x, int y) {
        int[] samples = sheet.getRaster().getPixels(x, y, SIZE, SIZE, (int[]) null);
        byte[] rgb = new byte[samples.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) samples[i];
        }
        return rgb;
    }

    /** Returns blocks of 5x7 pixels with values 0 and 255. Bicubic interpolation overshoots at their edges. */
    private static Picture checker() {
        int width = 5 * 30;
        int height = 7 * 20;
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < 3 * width; i++) {
                int blockX = i / 3 / 5;
                int blockY = y / 7;
                boolean white = (7 * blockX + 13 * blockY + 5 * (i % 3) + blockX * blockY) % 3 == 0;
                rgb[3 * width * y + i] = (byte) (white ? 255 : 0);
            }
        }
        return new Picture(width, height, rgb);
    }
}
