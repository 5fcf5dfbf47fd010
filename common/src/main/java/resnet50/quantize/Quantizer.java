package resnet50.quantize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import resnet50.core.Architecture;
import resnet50.core.Convolution;
import resnet50.core.Int8Layer;
import resnet50.core.Int8Network;
import resnet50.core.Int8Range;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/**
 * Quantizes a network to 8-bit integers after training. The result depends only on weights, pictures, their order,
 * and the method, not on the machine or the number of threads.
 */
public final class Quantizer {
    /** Fewest pictures that ranges are determined from. */
    public static final int MIN_PICTURES = 8;

    /** Pictures that the noise of the layers is measured on. */
    private static final int NOISE_PICTURES = 8;

    private final Architecture architecture;
    private final WeightsFile weights;
    private final int inputSize;
    private final int threads;
    private final Progress progress;

    /**
     * A quantized network.
     *
     * @param pictures number of pictures that were read
     * @param noises   loss of each layer, the worst first
     * @param drawings draws the histogram of an activation, by its name, and the ranges of all methods, as SVG
     */
    public record Result(Int8Network network, int pictures, List<LayerNoise> noises, UnaryOperator<String> drawings) {
        public Result {
            noises = List.copyOf(noises);
        }
    }

    /** @param weights match the architecture */
    public Quantizer(Architecture architecture, WeightsFile weights, int inputSize, int threads, Progress progress) {
        this.architecture = architecture;
        this.weights = weights;
        this.inputSize = inputSize;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Calibrates and quantizes.
     *
     * @param pictures  returns the picture of that index, [size][size][3]; empty for one that cannot be read; called by
     *                  several threads
     * @param source    origin of the pictures, for messages
     * @param maxWeight largest magnitude of an integer weight
     * @throws UserException bad data: too few pictures can be read, or the weights overflow
     */
    public Result quantize(
            int count, IntFunction<Optional<float[]>> pictures, String source, RangeMethod method, int maxWeight) {
        Forward forward = new Forward(architecture, inputSize);
        FloatArithmetic floats = new FloatArithmetic(architecture, inputSize, weights);
        List<Integer> used = new ArrayList<>();
        Calibration calibration = Calibration.run(
                architecture, weights.source(), forward, floats, count, pictures, used, threads, progress);
        if (used.size() < MIN_PICTURES) {
            throw tooFew(source, used.size());
        }
        Int8Network network = network(calibration.ranges(method), maxWeight);
        return new Result(
                network,
                used.size(),
                noises(network, forward, floats, used, pictures),
                name -> HistogramDrawing.svg(name, calibration.histogram(name), method));
    }

    /** The error for a folder with fewer pictures than {@link #MIN_PICTURES}. */
    public static UserException tooFew(String source, int count) {
        return UserException.badData(source + ": has " + count + (count == 1 ? " picture" : " pictures")
                + " that can be read, too few to calibrate; give " + MIN_PICTURES + " or more, better 100");
    }

    private Int8Network network(Map<String, Int8Range> ranges, int maxWeight) {
        Map<String, String> inputNames = Int8Network.inputNames(architecture);
        Map<String, Int8Layer> layers = new HashMap<>();
        for (Convolution conv : architecture.convolutions(inputSize)) {
            Int8Range input = ranges.get(inputNames.get(conv.name()));
            FoldedLayer folded = FoldedLayer.of(conv, weights);
            layers.put(conv.name(), WeightQuantizer.quantize(folded, conv.shape().outC(), input, maxWeight));
        }
        try {
            return new Int8Network(architecture, inputSize, layers, ranges);
        } catch (IllegalArgumentException e) {
            throw UserException.badData(weights.source() + ": cannot be quantized, " + e.getMessage() + "; give other weights");
        }
    }

    private List<LayerNoise> noises(
            Int8Network network,
            Forward forward,
            FloatArithmetic floats,
            List<Integer> used,
            IntFunction<Optional<float[]>> pictures) {
        IntegerArithmetic integers = new IntegerArithmetic(network, inputSize);
        List<List<LayerNoise>> ofPictures = Parallel.map(NOISE_PICTURES, threads, i -> {
            int index = used.get(i * used.size() / NOISE_PICTURES);
            float[] picture = pictures.apply(index).orElseThrow();
            NoiseMeter meter = new NoiseMeter(floats, integers, network);
            forward.logits(picture, meter);
            return meter.noises();
        }, "comparing layers", progress);
        List<LayerNoise> sums = new ArrayList<>(ofPictures.getFirst());
        for (List<LayerNoise> others : ofPictures.subList(1, NOISE_PICTURES)) {
            for (int i = 0; i < others.size(); i++) {
                sums.set(i, sums.get(i).plus(others.get(i)));
            }
        }
        return sums.stream().sorted(Comparator.comparingDouble(LayerNoise::decibels)).toList();
    }
}
