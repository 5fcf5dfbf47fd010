package resnet50.quantize;

/**
 * The loss of one layer by quantization: its integer output compared with its float output, for the same float input.
 *
 * @param signal sum of the squared float outputs
 * @param noise  sum of the squared differences
 */
public record LayerNoise(String layer, double signal, double noise) {
    /** Ratio of signal to noise in decibels; infinite if there is no noise. */
    public double decibels() {
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
    }

    /** Adds the sums of another picture. */
    LayerNoise plus(LayerNoise other) {
        return new LayerNoise(layer, signal + other.signal, noise + other.noise);
    }

    /** @param step real value of one code of {@code codes} */
    static LayerNoise of(String layer, float[] real, float[] codes, double step) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < real.length; i++) {
            double difference = codes[i] * step - real[i];
            signal += (double) real[i] * real[i];
            noise += difference * difference;
        }
        return new LayerNoise(layer, signal, noise);
    }
}
