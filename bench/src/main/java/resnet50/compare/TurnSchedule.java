package resnet50.compare;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Assigns turns to programs, round by round. The fastest program has a turn in every round, a slower one in every second,
 * fourth, eighth and so on, so that all get about the same time. Periods are powers of two: in a round with a turn of a
 * program, all faster programs have a turn too. Two programs are compared over the rounds in which both had a turn.
 */
final class TurnSchedule {
    /** Largest period, so that even a slow program has several turns. */
    private static final int MAX_PERIOD = 64;

    private TurnSchedule() {}

    /**
     * The turns of a round, as indices: ascending in even rounds and descending in odd ones, so that steady drift favors no
     * program. All programs have a turn in round 0. In a later round that would take too long, the slowest are left out.
     *
     * @param seconds duration of each program's turn; more than zero
     * @param left    seconds left; may be zero or less
     * @return empty if there is no time left for any turn
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

    /** The largest power of two up to the ratio. */
    private static int period(double ratio) {
        return Math.min(MAX_PERIOD, Integer.highestOneBit((int) Math.min(ratio, MAX_PERIOD)));
    }

    private static int[] reversed(int[] turns) {
        return IntStream.range(0, turns.length).map(i -> turns[turns.length - 1 - i]).toArray();
    }
}
