package resnet50.picture;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import resnet50.core.EngineOptions;

/**
 * Converts a picture to a network's input: resize, crop or pad to a square, normalize. Pixels are resampled as by Pillow, and
 * normalized as by torchvision's {@code ToTensor} and {@code Normalize}.
 *
 * @param resize target of the resize, 1 to 4096; {@link Mode} says of which side
 * @param crop   rows and columns of the input, 32 to 4096
 */
public record Preprocessor(int resize, int crop, Mode mode, Interpolation interpolation, Normalization normalization)
        implements Serializable {
    /** How a picture that is not square becomes square. */
    public enum Mode {
        /** Resizes the shorter side to {@code resize}, then crops the center. Pads with black where the picture is smaller. */
        CROP,
        /** Resizes both sides to {@code resize}, without regard to their ratio, then crops the center. timm's {@code squash}. */
        STRETCH,
        /** Resizes the longer side to {@code resize}, then crops the center and pads with the mean color. timm's {@code border}. */
        LETTERBOX;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The preprocessing of torchvision's first ImageNet weights ({@code IMAGENET1K_V1}). */
    public static final Preprocessor STANDARD = new Preprocessor(256, 224, Mode.CROP);

    /** Keeps products of sizes far from overflow. */
    public static final int MAX_RESIZE = 4096;

    public Preprocessor {
        if (crop < EngineOptions.MIN_INPUT_SIZE || crop > EngineOptions.MAX_INPUT_SIZE || resize < 1 || resize > MAX_RESIZE) {
            throw new IllegalArgumentException("resize " + resize + ", crop " + crop);
        }
        Objects.requireNonNull(mode);
        Objects.requireNonNull(interpolation);
        Objects.requireNonNull(normalization);
    }

    /** Bilinear, with ImageNet's statistics. */
    public Preprocessor(int resize, int crop, Mode mode) {
        this(resize, crop, mode, Interpolation.BILINEAR, Normalization.IMAGENET);
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
        float[][] normalized = normalization.table();
        for (int i = 0; i < pixels.length; i += 3) {
            input[i] = normalized[0][pixels[i] & 0xff];
            input[i + 1] = normalized[1][pixels[i + 1] & 0xff];
            input[i + 2] = normalized[2][pixels[i + 2] & 0xff];
        }
    }

    /** What the network sees: the picture before it is normalized, {@code crop} rows and columns. */
    public Picture seen(Picture picture) {
        return new Picture(crop, crop, cropped(picture));
    }

    /** The picture's [crop][crop][3] bytes before they are normalized. */
    public byte[] cropped(Picture picture) {
        long outW = resized(picture.width(), picture.height());
        long outH = resized(picture.height(), picture.width());
        int w = (int) Math.min(outW, crop);
        int h = (int) Math.min(outH, crop);
        byte[] window = Resizer.resize(picture, interpolation, outW, outH, cropStart(outW), cropStart(outH), w, h);
        return w == crop && h == crop ? window : padded(window, w, h);
    }

    /** Length of a side after the resize. */
    private long resized(int side, int other) {
        return switch (mode) {
            case CROP -> (long) resize * side / Math.min(side, other); // torchvision truncates the longer side
            case STRETCH -> resize;
            // timm rounds, halves to even
            case LETTERBOX -> Math.max(1, (long) Math.rint(side / ((double) Math.max(side, other) / resize)));
        };
    }

    /** The first column or row to keep: half of the excess, halves rounded to even as by Python's {@code round}. */
    private long cropStart(long size) {
        return size <= crop ? 0 : (long) Math.rint((size - crop) / 2.0);
    }

    /** Padding on all sides, the odd row or column at the bottom or right. */
    private byte[] padded(byte[] window, int w, int h) {
        byte[] out = new byte[crop * crop * 3];
        if (mode == Mode.LETTERBOX) {
            byte[] color = normalization.meanColor();
            for (int i = 0; i < out.length; i++) {
                out[i] = color[i % 3];
            }
        }
        int left = (crop - w) / 2;
        int top = (crop - h) / 2;
        for (int y = 0; y < h; y++) {
            System.arraycopy(window, 3 * w * y, out, 3 * (crop * (top + y) + left), 3 * w);
        }
        return out;
    }

    /**
     * One line for people, and for the comparison of results: {@code crop 256 to 224}, {@code stretch 224, bicubic}. Bilinear
     * interpolation and ImageNet's statistics are left out.
     */
    public String description() {
        String size = mode == Mode.CROP || resize != crop ? resize + " to " + crop : "" + crop;
        return mode + " " + size
                + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation)
                + (normalization.equals(Normalization.IMAGENET) ? "" : ", " + normalization);
    }
}
