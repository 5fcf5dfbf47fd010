package resnet50.picture;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Mean and standard deviation of the red, green and blue values, on a scale from 0 to 1. A network's input is
 * {@code (value / 255 - mean) / std}, as by torchvision's {@code ToTensor} and {@code Normalize}. The bounds admit every
 * scale in use, such as inputs of 0 to 255 (deviation 1/255). They keep all 256 values of a channel apart and the network
 * far from overflow, and refuse statistics of pixels from 0 to 255.
 *
 * @param mean three numbers from -10 to 10
 * @param std  three numbers from 0.001 to 10
 */
public record Normalization(List<Float> mean, List<Float> std) implements Serializable {
    /** Floats of this magnitude are 4000 times closer to each other than the values of neighboring bytes. */
    public static final Bounds MEAN_BOUNDS = new Bounds(-10, 10);

    /** The least limits a network's inputs to 11000; the greatest is 20 times the deviation of any numbers from 0 to 1. */
    public static final Bounds STD_BOUNDS = new Bounds(0.001f, 10);

    private static final int CHANNELS = 3;

    /** ImageNet's statistics, which torchvision's networks use. */
    public static final Normalization IMAGENET =
            new Normalization(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

    public Normalization {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != CHANNELS || std.size() != CHANNELS) {
            throw new IllegalArgumentException(mean.size() + " means and " + std.size() + " deviations for 3 channels");
        }
        if (!mean.stream().allMatch(MEAN_BOUNDS::contain) || !std.stream().allMatch(STD_BOUNDS::contain)) {
            throw new IllegalArgumentException("mean " + mean + ", deviation " + std);
        }
    }

    /** An interval that includes both ends. */
    public record Bounds(float min, float max) {
        /** False for NaN. */
        public boolean contain(float number) {
            return number >= min && number <= max;
        }

        /** {@code 0.001 to 10}. */
        @Override
        public String toString() {
            return plain(min) + " to " + plain(max);
        }

        private static String plain(float number) {
            return new BigDecimal(Float.toString(number)).stripTrailingZeros().toPlainString();
        }
    }

    /** Normalized value of each byte // [3][256]. Uses torchvision's float operations in their order, so results are equal to the bit. */
    float[][] table() {
        float[][] table = new float[CHANNELS][256];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int value = 0; value < 256; value++) {
                table[channel][value] = (value / 255f - mean.get(channel)) / std.get(channel);
            }
        }
        return table;
    }

    /** The color that normalizes to about zero // [3] bytes. Halves are rounded to even, as by Python's {@code round}. */
    byte[] meanColor() {
        byte[] color = new byte[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            double level = 255 * Double.parseDouble(mean.get(channel).toString()); // 0.1f stands for 0.1
            color[channel] = (byte) (int) Math.clamp(Math.rint(level), 0, 255);
        }
        return color;
    }

    /** {@code mean 0.5 0.5 0.5, std 0.5 0.5 0.5}. */
    @Override
    public String toString() {
        return "mean " + joined(mean) + ", std " + joined(std);
    }

    private static String joined(List<Float> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
