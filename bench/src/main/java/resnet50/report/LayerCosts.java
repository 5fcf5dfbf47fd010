package resnet50.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import resnet50.core.Architecture;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.measure.LayerTime;

/** Arithmetic intensity of layers: operations per byte of input, weights and output, each moved once, as floats. */
final class LayerCosts {
    private final Map<String, ConvShape> shapes;

    /** @param architecture torchvision's name; layers of an unknown network have no intensity */
    LayerCosts(String architecture, int inputSize) {
        List<Convolution> convolutions =
                Architecture.named(architecture).map(a -> a.convolutions(inputSize)).orElse(List.of());
        shapes = convolutions.stream().collect(Collectors.toMap(Convolution::name, Convolution::shape));
    }

    /** Operations that the algorithm needs per byte, two per multiply-accumulate; empty for a layer other than a convolution. */
    OptionalDouble intensity(LayerTime layer) {
        long bytes = Arrays.stream(layer.plan().layer().split("\\+"))
                .filter(shapes::containsKey)
                .mapToLong(part -> bytes(shapes.get(part)))
                .sum();
        return bytes > 0 && layer.macs() > 0 ? OptionalDouble.of(2.0 * layer.macs() / layer.reduction() / bytes) : OptionalDouble.empty();
    }

    private static long bytes(ConvShape c) {
        long input = (long) c.inC() * c.inH() * c.inW();
        long weights = (long) c.outC() * c.groupInC() * c.kernel() * c.kernel();
        long output = (long) c.outC() * c.outH() * c.outW();
        return Float.BYTES * (input + weights + output);
    }
}
