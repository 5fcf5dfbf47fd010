package resnet50.compare;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Who has a turn in which round. The fastest has one in every round; a slower one in every second, fourth, eighth and so on, so
 * that each gets about the same time. Periods are powers of two so that whoever has a turn has all faster ones beside him: two
 * rungs are compared by rounds that both had a turn in.
 */
final class TurnSchedule {
    /** However slow a rung is; one run says little. */
    private static final int MAX_PERIOD = 64;

    private TurnSchedule() {}

    /**
     * The turns of a round, as indices: up the ladder in even rounds, down in odd ones, so that what drifts steadily favors
     * nobody. All have a turn in round 0; later, the slowest are left out first if the round would take too long.
     *
     * @param seconds what each needs for a turn; more than zero
     * @param left    how many seconds there are; there may be none
     * @return empty if there is no time for anybody
     */
    static int[] turns(int round, double[] seconds, double left) {
        double fastest = Arrays.stream(seconds).min().orElse(1);
        int[] turns = IntStream.range(0, seconds.length).filter(i -> round % period(seconds[i] / fastest) == 0).toArray();
        while (round > 0 && turns.length > 0 && Arrays.stream(turns).mapToDouble(i -> seconds[i]).sum() > left) {
            double slowest = Arrays.stream(turns).mapToDouble(i -> seconds[i]).max().orElseThrow();
            turns = Arrays.stream(turns).filter(i -> seconds[i] < slowest).toArray();
        }
        return round % 2 == 0 ? turns : reversed(turns);
    }

    /** The largest power of two that is not above the ratio. */
    private static int period(double ratio) {
        return Math.min(MAX_PERIOD, Integer.highestOneBit((int) Math.min(ratio, MAX_PERIOD)));
    }

    private static int[] reversed(int[] turns) {
        return IntStream.range(0, turns.length).map(i -> turns[turns.length - 1 - i]).toArray();
    }
}
