package resnet50.compare;

import java.util.List;
import resnet50.measure.LayerTime;

/**
 * One program of a {@link Comparison}. Unknown figures are NaN, unknown counts of bytes -1.
 *
 * @param name               the stage's folder or variant, or {@code onnxruntime} with its version
 * @param title              the idea of the stage, in a few words
 * @param status             whether the figures are valid
 * @param problem            the reason if they are not; else empty
 * @param vectorBits         vector width; 0 for plain loops, or if unknown
 * @param threads            threads per image
 * @param firstLabelMs       time from the start of the process to the first label
 * @param loadMs             time to build the engine
 * @param firstRunsMs        times of the first runs of the process, from the cold one on
 * @param latency            time per image, one at a time, all programs in turns
 * @param picturesPerSecond  throughput with all threads busy
 * @param overPrevious       speed-up over the previous program, median over rounds; NaN for the first
 * @param overFirst          speed-up over the first program, median over rounds
 * @param gflops             GFLOP/s at the median latency; a multiply-accumulate counts as two operations
 * @param ofPeak             speed of the multiplications that its algorithms need over the FMA peak of as many threads as it uses, at
 *                           its vectors' width
 * @param reduction          factor by which its algorithms reduce multiplications; 1 if they do not, or if that is unknown
 * @param allocatedBytes     heap allocation of all threads, per image
 * @param weightsBytes       bytes read from the weights file per image
 * @param residentBytes      resident memory of the process after the rounds
 * @param maxLogitDifference largest absolute difference between a logit and its reference
 * @param top5Agrees         whether the five best classes and their order match the reference
 * @param layers             time per layer; empty if it was not measured
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
        double reduction,
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

    /** Validity of a program's figures. */
    public enum Status {
        /** The logits match the reference. */
        RIGHT,
        /** The logits differ from the reference; the program is not ranked. */
        WRONG,
        /** The program did not start, died or hung. */
        FAILED
    }
}
