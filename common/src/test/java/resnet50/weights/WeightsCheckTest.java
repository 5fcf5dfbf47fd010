package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import resnet50.core.Architecture;
import resnet50.core.ExitCode;

class WeightsCheckTest {
    private static final Architecture RESNET18 = Architecture.named("resnet18").orElseThrow();

    private static String refusal(FakeWeights weights) {
        return assertRefused(ExitCode.BAD_DATA, "fake.pth: does not fit resnet18, ", "", () -> {
                    WeightsCheck.check(weights, RESNET18);
                    return null;
                })
                .getMessage();
    }

    @Test
    void acceptsWeightsThatFit() {
        WeightsCheck.check(FakeWeights.of("resnet18"), RESNET18);
    }

    @Test
    void ignoresCountersOfTrainingSteps() {
        WeightsCheck.check(FakeWeights.of("resnet18").put("bn1.num_batches_tracked", "I64"), RESNET18);
        assertTrue(WeightsCheck.isCounter("num_batches_tracked"));
        assertFalse(WeightsCheck.isCounter("my_num_batches_tracked"));
    }

    @Test
    void listsAllTensorsThatDoNotFit() {
        FakeWeights weights = FakeWeights.of("resnet18")
                .remove("bn1.bias")
                .remove("layer1.0.conv1.weight")
                .put("fc.bias", "F32", 999L)
                .put("conv1.weight", "F32", 64L, 3L, 49L)
                .put("bn1.weight", "U8", 64L)
                .put("head\u001b.scale", "F32", 1L);
        assertEquals(
                "fake.pth: does not fit resnet18, 2 missing (bn1.bias, layer1.0.conv1.weight),"
                        + " 2 misshapen (conv1.weight [64, 3, 49] not [64, 3, 7, 7], fc.bias [999] not [1000]),"
                        + " 1 unreadable (bn1.weight U8), 1 unexpected (head?.scale); give other weights or another --arch",
                refusal(weights));
    }

    @Test
    void shortensLongLists() {
        String message = refusal(FakeWeights.of("resnet18").remove("layer4"));
        assertTrue(message.contains("25 missing (layer4.0.conv1.weight"), message);
        assertTrue(message.contains("layer4.0.bn2.running_var and 15 more)"), message);
    }
}
