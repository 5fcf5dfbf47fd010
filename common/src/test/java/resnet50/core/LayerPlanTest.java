package resnet50.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import resnet50.core.LayerPlan.Candidate;

class LayerPlanTest {
    private static final Candidate DIRECT = new Candidate("direct", 200);
    private static final Candidate WINOGRAD = new Candidate("winograd", 100);

    private static LayerPlan plan(Candidate... algorithms) {
        return new LayerPlan("conv1", "winograd", "6x2", 0, List.of("a", "b"), List.of(algorithms), List.of());
    }

    @Test
    void theChosenCandidateIsTheFirstAndTheFastest() {
        assertEquals(List.of(WINOGRAD, DIRECT), plan(WINOGRAD, DIRECT).algorithms());
        assertEquals("a b", plan().note());
        assertThrows(IllegalArgumentException.class, () -> plan(DIRECT));
        assertThrows(IllegalArgumentException.class, () -> plan(DIRECT, WINOGRAD));
        assertThrows(IllegalArgumentException.class, () -> plan(WINOGRAD, new Candidate("faster", 99)));
    }
}
