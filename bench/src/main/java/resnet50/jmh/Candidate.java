package resnet50.jmh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import resnet50.core.Architecture;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;

/**
 * A benchmark candidate: the network or one shape of convolution.
 *
 * @param name   {@link #NETWORK}, or the name of the first layer with the shape
 * @param layers number of layers with the shape; 1 for the network
 * @param shape  null for the network
 * @param macs   multiply-accumulates per run
 */
record Candidate(String name, int layers, ConvShape shape, long macs) {
    static final String NETWORK = "network";

    /** Returns the network and one convolution per shape, as far as the filter is found in their names. */
    static List<Candidate> of(Architecture architecture, int inputSize, Pattern filter) {
        List<Convolution> layers = architecture.convolutions(inputSize);
        List<Candidate> all = new ArrayList<>();
        all.add(new Candidate(NETWORK, 1, null, layers.stream().mapToLong(layer -> layer.shape().macs()).sum()));
        Map<ConvShape, List<Convolution>> byShape = new LinkedHashMap<>();
        for (Convolution layer : layers) {
            if (!layer.name().equals("fc")) { // a matrix-vector product: stages have a separate class for it
                byShape.computeIfAbsent(layer.shape(), _ -> new ArrayList<>()).add(layer);
            }
        }
        byShape.forEach((shape, same) -> all.add(new Candidate(same.getFirst().name(), same.size(), shape, shape.macs())));
        return all.stream().filter(candidate -> filter.matcher(candidate.name).find()).toList();
    }
}
