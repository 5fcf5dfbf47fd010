package resnet50.picture;

import resnet50.core.EngineOptions;

/**
 * Makes a network's input of a picture as torchvision's {@code Resize}, {@code CenterCrop}, {@code ToTensor} and
 * {@code Normalize} do.
 *
 * @param resize the shorter side's length before cropping, 1 to 4096; of no account in mode {@link Mode#STRETCH}
 * @param crop   rows and columns of the input, 32 to 4096
 */
public record Preprocessor(int resize, int crop, Mode mode) {
    /** How a picture that is not square becomes square. */
    public enum Mode {
        /** Resize the shorter side, then cut out the middle; black where the picture is too small. */
        CROP,
        /** Resize to the square outright. */
        STRETCH
    }

    /** What torchvision's ImageNet models are evaluated with. */
    public static final Preprocessor STANDARD = new Preprocessor(256, 224, Mode.CROP);

    /** More than any network wants; keeps sizes far from overflow. */
    public static final int MAX_RESIZE = 4096;

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] STD = {0.229f, 0.224f, 0.225f};
    private static final float[][] NORMALIZED = normalized();

    public Preprocessor {
        if (crop < EngineOptions.MIN_INPUT_SIZE || crop > EngineOptions.MAX_INPUT_SIZE || resize < 1 || resize > MAX_RESIZE) {
            throw new IllegalArgumentException("resize " + resize + ", crop " + crop);
        }
    }

    /** The picture's [crop][crop][3] normalized floats. */
    public float[] input(Picture picture) {
        float[] input = new float[crop * crop * 3];
        fill(picture, input);
        return input;
    }

    /** @param input [crop][crop][3] receives the normalized floats */
    public void fill(Picture picture, float[] input) {
        byte[] pixels = cropped(picture);
        if (input.length != pixels.length) {
            throw new IllegalArgumentException(input.length + " floats for " + crop + "x" + crop + "x3");
        }
        for (int i = 0; i < pixels.length; i += 3) {
            input[i] = NORMALIZED[0][pixels[i] & 0xff];
            input[i + 1] = NORMALIZED[1][pixels[i + 1] & 0xff];
            input[i + 2] = NORMALIZED[2][pixels[i + 2] & 0xff];
        }
    }

    /** The picture's [crop][crop][3] bytes before they are normalized. */
    public byte[] cropped(Picture picture) {
        if (mode == Mode.STRETCH) {
            return Resizer.resize(picture, crop, crop, 0, 0, crop, crop);
        }
        int shorter = Math.min(picture.width(), picture.height());
        // torchvision truncates the longer side
        long outW = (long) resize * picture.width() / shorter;
        long outH = (long) resize * picture.height() / shorter;
        int w = (int) Math.min(outW, crop);
        int h = (int) Math.min(outH, crop);
        byte[] window = Resizer.resize(picture, outW, outH, cropStart(outW), cropStart(outH), w, h);
        return w == crop && h == crop ? window : padded(window, w, h);
    }

    /** The first column or row to keep: half of the excess, halves rounded to even as Python's {@code round} does. */
    private long cropStart(long size) {
        return size <= crop ? 0 : (long) Math.rint((size - crop) / 2.0);
    }

    /** Black on all sides, the odd row or column at the bottom or right. */
    private byte[] padded(byte[] window, int w, int h) {
        byte[] out = new byte[crop * crop * 3];
        int left = (crop - w) / 2;
        int top = (crop - h) / 2;
        for (int y = 0; y < h; y++) {
            System.arraycopy(window, 3 * w * y, out, 3 * (crop * (top + y) + left), 3 * w);
        }
        return out;
    }

    /** [3][256], in the float operations and the order of torchvision, so that not even the last bit differs. */
    private static float[][] normalized() {
        float[][] table = new float[3][256];
        for (int channel = 0; channel < 3; channel++) {
            for (int value = 0; value < 256; value++) {
                table[channel][value] = (value / 255f - MEAN[channel]) / STD[channel];
            }
        }
        return table;
    }
}
