package resnet50.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import resnet50.measure.LayerText;
import resnet50.measure.LayerTime;

/** Compares with sums computed by hand. */
class LayerCostsTest {
    private static final LayerCosts COSTS = new LayerCosts("resnet50", 224);

    private static OptionalDouble intensity(LayerCosts costs, String name, long macs) {
        return costs.intensity(new LayerTime(new LayerText(name, "", "", ""), 1, 1, macs, macs, 1, 1));
    }

    /** Elements of conv1: 3·224·224 inputs, 64·3·7·7 weights, 64·112·112 outputs. */
    @Test
    void countsInputWeightsAndOutputOnce() {
        double bytes = 4.0 * (150_528 + 9_408 + 802_816);
        assertEquals(2 * 118_013_952 / bytes, intensity(COSTS, "conv1+bn1", 118_013_952).orElseThrow(), 1e-9);
    }

    /** conv1: 64·56·56 in, 64·64 weights, 64·56·56 out. downsample.0: 64·56·56 in, 256·64 weights, 256·56·56 out. */
    @Test
    void addsUpWhatIsComputedTogether() {
        double bytes = 4.0 * (2 * 200_704 + 4_096 + 16_384 + 200_704 + 802_816);
        String together = "layer1.0.conv1+layer1.0.bn1+layer1.0.downsample.0";
        assertEquals(2e6 / bytes, intensity(COSTS, together, 1_000_000).orElseThrow(), 1e-9);
    }

    @Test
    void othersHaveNone() {
        assertEquals(OptionalDouble.empty(), intensity(COSTS, "maxpool", 0));
        assertEquals(OptionalDouble.empty(), intensity(new LayerCosts("unknown", 224), "conv1", 118_013_952));
    }
}
