package resnet50;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The mean of each channel over the whole picture. */
final class AvgPool2d {
    private static final VectorSpecies<Float> SPECIES = Simd.SPECIES;

    private final String name;
    private final Activation out;
    private final Buffers buffers;

    AvgPool2d(String name, int channels, Buffers buffers) {
        this.name = name;
        this.out = buffers.take(1, 1, channels);
        this.buffers = buffers;
    }

    /**
     * Averages all pixels.
     *
     * @param in [height][width][channels]
     * @return [1][1][channels]
     */
    Activation forward(Activation in) {
        int c = 0;
        for (; c < SPECIES.loopBound(in.channels()); c += SPECIES.length()) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int y = 0; y < in.height(); y++) {
                for (int x = 0; x < in.width(); x++) {
                    sum = sum.add(FloatVector.fromArray(SPECIES, in.data(), in.at(y, x, c)));
                }
            }
            sum.div(in.height() * in.width()).intoArray(out.data(), out.at(0, 0, c));
        }
        for (; c < in.channels(); c++) {
            float sum = 0;
            for (int y = 0; y < in.height(); y++) {
                for (int x = 0; x < in.width(); x++) {
                    sum += in.data()[in.at(y, x, c)];
                }
            }
            out.data()[out.at(0, 0, c)] = sum / (in.height() * in.width());
        }
        return buffers.finished(name, out);
    }
}
