package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.WeightsFile;
import resnet50.picture.Preprocessor.Mode;
import resnet50.testing.Golden;
import resnet50.testing.Repository;
import resnet50.testing.TestData;
import resnet50.weights.WeightsFiles;

final class PreprocessorTest {
    private static final int SIZE = Golden.SIZE;

    @ParameterizedTest
    @CsvSource({"cat, CROP", "cat, STRETCH", "espresso, CROP", "espresso, STRETCH"})
    void equalsPillowsBytesAndTorchvisionsFloats(String name, Mode mode) {
        Picture picture = read(Repository.file("pics/" + name + ".png"));
        Preprocessor preprocessor = new Preprocessor(mode == Mode.CROP ? 256 : SIZE, SIZE, mode);
        String reference = name + "-" + mode.name().toLowerCase(Locale.ROOT);
        assertArrayEquals(Golden.rgb(reference), preprocessor.cropped(picture));
        float[] input = preprocessor.input(picture);
        assertArrayEquals(Golden.input(reference), input, 1e-6f);
        try (Golden golden = new Golden()) {
            assertArrayEquals(golden.tensor("input/" + reference), Golden.sample(chw(input)), 1e-6f);
        }
    }

    private static Picture read(Path file) {
        return new PictureReader(Exif.IGNORE, false, _ -> {}).read(file);
    }

    /** @param hwc [SIZE][SIZE][3] */
    private static float[] chw(float[] hwc) {
        float[] chw = new float[hwc.length];
        for (int i = 0; i < hwc.length; i++) {
            chw[i % 3 * SIZE * SIZE + i / 3] = hwc[i];
        }
        return chw;
    }

    /** Compares all floats, also of a picture that is not part of the repository. */
    @ParameterizedTest
    @ValueSource(strings = {"cat.png", "espresso.png", "motorcycle.png"})
    void equalsTheTestDatasBytesAndFloats(String name) {
        Picture picture = read(TestData.picture(name));
        byte[] cropped = Preprocessor.STANDARD.cropped(picture);
        float[] croppedInput = Preprocessor.STANDARD.input(picture);
        float[] stretchedInput = new Preprocessor(SIZE, SIZE, Mode.STRETCH).input(picture);
        try (WeightsFile golden = WeightsFiles.open(TestData.golden("preprocess.safetensors"))) {
            float[] bytes = golden.floats("crop224_u8/" + name);
            assertEquals(bytes.length, cropped.length);
            for (int i = 0; i < bytes.length; i++) {
                assertEquals(bytes[i], cropped[i] & 0xff, "byte " + i);
            }
            assertArrayEquals(golden.floats("input/" + name), chw(croppedInput), 1e-6f);
            assertArrayEquals(golden.floats("input_stretch/" + name), chw(stretchedInput), 1e-6f);
        }
    }

    /** The crop starts at half of the excess; a fraction of 1/2 is rounded to even, as Python does. */
    @ParameterizedTest
    @CsvSource({"33, 0", "34, 1", "35, 2", "36, 2", "37, 2", "39, 4"})
    void cropStartsAtHalfTheExcess(int width, int start) {
        Picture picture = TestPictures.gradient(width, 32);
        byte[] cropped = new Preprocessor(32, 32, Mode.CROP).cropped(picture);
        assertArrayEquals(
                Arrays.copyOfRange(picture.rgb(), 3 * start, 3 * (start + 32)), Arrays.copyOf(cropped, 3 * 32));
    }

    /** 100x151 is resized to 32x48.32; the width is truncated to 48. */
    @Test
    void truncatesTheLongerSide() {
        Picture picture = TestPictures.gradient(151, 100);
        byte[] whole = Resizer.resize(picture, Interpolation.BILINEAR, 48, 32, 8, 0, 32, 32);
        assertArrayEquals(whole, new Preprocessor(32, 32, Mode.CROP).cropped(picture));
    }

    @Test
    void padsAPictureSmallerThanTheCropWithBlack() {
        Picture picture = TestPictures.gradient(33, 35); // its size after the resize; nothing is cropped
        byte[] cropped = new Preprocessor(33, 36, Mode.CROP).cropped(picture);
        byte[] expected = new byte[36 * 36 * 3];
        for (int y = 0; y < 35; y++) {
            // the odd pixel is on the right and at the bottom
            System.arraycopy(picture.rgb(), 3 * 33 * y, expected, 3 * (36 * y + 1), 3 * 33);
        }
        assertArrayEquals(expected, cropped);
    }

    @ParameterizedTest
    @CsvSource({"1, 5000", "5000, 1", "1, 60000000", "60000000, 1"})
    void anExtremeAspectRatioResizesOnlyTheCrop(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 77);
        byte[] cropped = Preprocessor.STANDARD.cropped(new Picture(width, height, rgb));
        for (byte value : cropped) {
            assertEquals(77, value);
        }
    }

    @Test
    void normalizesBlackAndWhitePerChannel() {
        float[] black = Preprocessor.STANDARD.input(new Picture(1, 1, new byte[3]));
        assertArrayEquals(new float[] {-2.117904f, -2.0357141f, -1.8044444f}, Arrays.copyOf(black, 3), 1e-6f);
        float[] white = Preprocessor.STANDARD.input(new Picture(1, 1, new byte[] {-1, -1, -1}));
        assertArrayEquals(new float[] {2.2489083f, 2.4285715f, 2.64f}, Arrays.copyOf(white, 3), 1e-6f);
    }

    @ParameterizedTest
    @CsvSource({"-10, 0.001", "10, 0.001", "-10, 10", "10, 10", "0, 1"})
    void allBytesStayApartWithinTheBoundsOfTheNormalization(float mean, float std) {
        for (float[] channel : new Normalization(List.of(mean, mean, mean), List.of(std, std, std)).table()) {
            for (int value = 1; value < 256; value++) {
                assertTrue(channel[value] > channel[value - 1] && Math.abs(channel[value]) <= 11_000, mean + " " + std + " " + value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1e30, 1", "-10.1, 1", "NaN, 1", "0, 1e-37", "0, 10.1", "0, NaN", "0, 0"})
    void refusesNormalizationsOutOfBounds(float mean, float std) {
        List<Float> means = List.of(0f, mean, 0f);
        List<Float> stds = List.of(1f, 1f, std);
        assertThrows(IllegalArgumentException.class, () -> new Normalization(means, stds));
    }

    @ParameterizedTest
    @CsvSource({"256, 31", "256, 5000", "0, 224", "5000, 224"})
    void refusesSizesOutOfRange(int resize, int crop) {
        assertThrows(IllegalArgumentException.class, () -> new Preprocessor(resize, crop, Mode.CROP));
    }

    @Test
    void refusesAnArrayOfTheWrongSize() {
        Picture picture = TestPictures.gradient(3, 3);
        assertThrows(IllegalArgumentException.class, () -> Preprocessor.STANDARD.fill(picture, new float[5]));
    }
}
