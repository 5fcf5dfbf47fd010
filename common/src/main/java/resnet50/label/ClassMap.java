package resnet50.label;

import java.util.Objects;

/**
 * A class activation map (Zhou et al., <i>Learning Deep Features for Discriminative Localization</i>, CVPR 2016): the
 * contribution of each position of a network's last activation to the logit of a class. The network ends with global
 * average pooling and a fully connected layer, both linear. So the mean of the map plus the class's bias is the logit.
 *
 * @param values [height][width] sums over the channels of weight times activation
 * @param bias   the class's bias
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ClassMap(int height, int width, float[] values, float bias) {
    public ClassMap {
        if (height < 1 || width < 1 || values.length != height * width) {
            throw new IllegalArgumentException(values.length + " values for " + height + "x" + width);
        }
    }

    /** The value at a position. */
    public float at(int y, int x) {
        return values[Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)];
    }

    /** The logit, up to rounding. */
    public double logit() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length + bias;
    }

    /** The least value. */
    public float min() {
        float min = Float.POSITIVE_INFINITY;
        for (float value : values) {
            min = Math.min(min, value);
        }
        return min;
    }

    /** The largest value. */
    public float max() {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    /** The largest absolute value. */
    public float maxMagnitude() {
        float max = 0;
        for (float value : values) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }

    /**
     * The map of the difference of two logits: positive where a position speaks for this class against the other.
     *
     * @param other of the same size
     */
    public ClassMap minus(ClassMap other) {
        if (height != other.height || width != other.width) {
            throw new IllegalArgumentException(other.height + "x" + other.width + " from " + height + "x" + width);
        }
        float[] difference = new float[values.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = values[i] - other.values[i];
        }
        return new ClassMap(height, width, difference, bias - other.bias);
    }

    /**
     * The map at the resolution of a picture, bilinear between the centers of its positions and constant beyond the
     * outermost centers.
     */
    public ClassMap enlarged(int newHeight, int newWidth) {
        float[] large = new float[newHeight * newWidth];
        for (int y = 0; y < newHeight; y++) {
            double sourceY = Math.clamp((y + 0.5) * height / newHeight - 0.5, 0, height - 1);
            int top = (int) sourceY;
            int bottom = Math.min(top + 1, height - 1);
            for (int x = 0; x < newWidth; x++) {
                double sourceX = Math.clamp((x + 0.5) * width / newWidth - 0.5, 0, width - 1);
                int left = (int) sourceX;
                int right = Math.min(left + 1, width - 1);
                double above = mix(at(top, left), at(top, right), sourceX - left);
                double below = mix(at(bottom, left), at(bottom, right), sourceX - left);
                large[y * newWidth + x] = (float) mix(above, below, sourceY - top);
            }
        }
        return new ClassMap(newHeight, newWidth, large, bias);
    }

    private static double mix(double a, double b, double share) {
        return a + share * (b - a);
    }
}
