package resnet50.quantize;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import resnet50.core.Architecture;
import resnet50.core.BlockShape;
import resnet50.core.Convolution;
import resnet50.core.Int8Network;
import resnet50.core.Int8Range;
import resnet50.core.Progress;
import resnet50.core.UserException;

/** Histograms of all activations over some pictures, in float arithmetic. */
final class Calibration {
    private final String source;
    private final Map<String, Histogram> histograms = new LinkedHashMap<>();

    /** @param source origin of the weights, for messages */
    private Calibration(Architecture architecture, String source) {
        this.source = source;
        Int8Network.rangeNames(architecture).forEach(name -> histograms.put(name, new Histogram()));
    }

    /**
     * Runs the network on each picture.
     *
     * @param pictures returns the picture of that index, [size][size][3]; empty for one that cannot be read; called by several
     *                 threads
     * @param used     receives the indices of the pictures that were read, in order
     * @throws UserException bad data: an activation is NaN or infinite
     */
    static Calibration run(
            Architecture architecture,
            String source,
            Forward forward,
            FloatArithmetic arithmetic,
            int count,
            IntFunction<Optional<float[]>> pictures,
            List<Integer> used,
            int threads,
            Progress progress) {
        Calibration calibration = new Calibration(architecture, source);
        List<Boolean> read = Parallel.map(count, threads, index -> {
            Optional<float[]> picture = pictures.apply(index);
            picture.ifPresent(pixels -> forward.logits(pixels, calibration.new Recording(arithmetic)));
            return picture.isPresent();
        }, "calibrating", progress);
        for (int i = 0; i < count; i++) {
            if (read.get(i)) {
                used.add(i);
            }
        }
        return calibration;
    }

    private void add(String name, float[] values) {
        Histogram ofPicture = new Histogram();
        int bad = ofPicture.add(values);
        if (bad >= 0) {
            throw UserException.badData(source + ": cannot be quantized, an output of " + name + " is " + values[bad]
                    + "; give other weights");
        }
        Histogram all = histograms.get(name);
        synchronized (all) {
            all.add(ofPicture);
        }
    }

    /** The ranges of all activations. */
    Map<String, Int8Range> ranges(RangeMethod method) {
        Map<String, Int8Range> ranges = new HashMap<>();
        histograms.forEach((name, histogram) -> ranges.put(name, method.choose(histogram)));
        return ranges;
    }

    /** The values of one activation. */
    Histogram histogram(String name) {
        return histograms.get(name);
    }

    /** Float arithmetic that records each result. */
    private final class Recording implements Arithmetic {
        private final FloatArithmetic floats;

        Recording(FloatArithmetic floats) {
            this.floats = floats;
        }

        private float[] recorded(String name, float[] values) {
            add(name, values);
            return values;
        }

        @Override
        public float[] input(float[] picture) {
            return recorded(Int8Network.INPUT, picture);
        }

        @Override
        public float[] convolution(Convolution layer, float[] in, boolean relu) {
            return recorded(layer.name(), floats.convolution(layer, in, relu));
        }

        @Override
        public float[] sum(BlockShape block, float[] path, float[] shortcut) {
            return recorded(block.name(), floats.sum(block, path, shortcut));
        }

        @Override
        public float[] average(float[] in, int channels) {
            return recorded(Int8Network.AVERAGE, floats.average(in, channels));
        }

        @Override
        public float[] logits(Convolution classifier, float[] features) {
            return floats.logits(classifier, features);
        }
    }
}
