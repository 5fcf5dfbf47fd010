package resnet50.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TurnScheduleTest {
    private static final double[] LADDER = {8, 0.9, 0.8, 0.14};
    private static final double ENDLESS = 1e9;

    private static int[] turns(int round, double left) {
        return TurnSchedule.turns(round, LADDER, left);
    }

    @Test
    void allProgramsRunOnceEvenWithoutBudget() {
        assertArrayEquals(new int[] {0, 1, 2, 3}, turns(0, 0));
    }

    @Test
    void everySecondRoundIsInReverseOrder() {
        double[] alike = {1, 1.5, 1.2};
        assertArrayEquals(new int[] {0, 1, 2}, TurnSchedule.turns(2, alike, ENDLESS));
        assertArrayEquals(new int[] {2, 1, 0}, TurnSchedule.turns(3, alike, ENDLESS));
    }

    @Test
    void slowOnesHaveFewerTurns() {
        int[] counts = new int[LADDER.length];
        for (int round = 0; round < 64; round++) {
            for (int turn : turns(round, ENDLESS)) {
                counts[turn]++;
            }
        }
        assertArrayEquals(new int[] {2, 16, 16, 64}, counts, "8 s are 57 times 0.14 s, 0.9 s 6 times, 0.8 s 5 times");
    }

    @Test
    void aRoundWithAProgramHasAllFasterProgramsToo() {
        for (int round = 0; round < 200; round++) {
            int[] turns = turns(round, ENDLESS);
            int slowest = Arrays.stream(turns).min().orElseThrow();
            assertEquals(LADDER.length - slowest, turns.length, "round " + round);
        }
    }

    @Test
    void theSlowestIsLeftOutWhenTimeIsShort() {
        assertArrayEquals(new int[] {0, 1, 2, 3}, turns(64, 10));
        assertArrayEquals(new int[] {1, 2, 3}, turns(64, 9));
        assertArrayEquals(new int[] {3}, turns(64, 0.2));
        assertEquals(0, turns(64, 0.1).length);
        assertEquals(0, turns(64, -1).length);
    }

    @Test
    void slowProgramsGetTurnsToo() {
        double[] extreme = {3600, 1e-4};
        assertEquals(2, TurnSchedule.turns(64, extreme, ENDLESS).length);
        assertTrue(TurnSchedule.turns(63, extreme, ENDLESS).length == 1);
    }
}
