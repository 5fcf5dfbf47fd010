package resnet50.compare;

import java.util.List;
import resnet50.measure.LayerTime;

/**
 * One program of a {@link Comparison}. Figures that were not taken are NaN, counts of bytes -1.
 *
 * @param name               the stage's folder, or {@code onnxruntime}
 * @param title              the stage's one idea, in a few words
 * @param status             whether its figures may be compared with the others'
 * @param problem            why not; empty if they may
 * @param vectorBits         of the vectors that it computes with; 0 for plain loops, or if nobody knows
 * @param threads            how many threads it uses for one picture
 * @param firstLabelMs       from the start of a fresh process to the first label
 * @param loadMs             building the engine
 * @param firstRunsMs        the first runs in the process that was measured, from the cold one on
 * @param latency            one picture at a time, all rungs in turns
 * @param picturesPerSecond  with all threads at work
 * @param overPrevious       how many times as fast as the rung below, the median over rounds; NaN for the first
 * @param overFirst          how many times as fast as the first rung, the median over rounds
 * @param gflops             GFLOP/s, two a multiply-accumulate, at the median latency
 * @param ofPeak             {@code gflops} over the FMA peak of as many threads as it uses, at its vectors' width; may exceed 1 where the
 *                           algorithm saves multiplications
 * @param allocatedBytes     on all threads' heap, per picture
 * @param weightsBytes       read from the weights file per picture
 * @param residentBytes      the process's memory when the rounds are over
 * @param maxLogitDifference largest difference of a logit from the reference
 * @param top5Agrees         whether the five best classes are the reference's, in its order
 * @param layers             what each layer takes, where the stage tells it; may be empty
 */
public record ProgramResult(
        String name,
        String title,
        Status status,
        String problem,
        int vectorBits,
        int threads,
        double firstLabelMs,
        double loadMs,
        List<Double> firstRunsMs,
        Spread latency,
        double picturesPerSecond,
        double overPrevious,
        double overFirst,
        double gflops,
        double ofPeak,
        long allocatedBytes,
        long weightsBytes,
        long residentBytes,
        double maxLogitDifference,
        boolean top5Agrees,
        List<LayerTime> layers) {
    public ProgramResult {
        firstRunsMs = List.copyOf(firstRunsMs);
        layers = List.copyOf(layers);
    }

    /** What a rung's figures are worth. */
    public enum Status {
        /** Its logits are the reference's. */
        RIGHT,
        /** It computes something else; how fast, does not matter. */
        WRONG,
        /** It died, hung, or never came up. */
        FAILED
    }
}
