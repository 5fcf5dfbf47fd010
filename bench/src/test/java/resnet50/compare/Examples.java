package resnet50.compare;

import java.util.List;
import java.util.Map;
import resnet50.compare.ProgramResult.Status;
import resnet50.environment.Environment;
import resnet50.measure.LayerText;
import resnet50.measure.LayerTime;

/** Comparisons with invented figures, for tests of reports. */
public final class Examples {
    private Examples() {}

    /** Returns five rows: two stages and a peer with status RIGHT, one WRONG and one FAILED. */
    public static Comparison full() {
        return new Comparison(
                Environment.current(),
                "resnet50",
                "synthetic",
                224,
                4_089_184_256L,
                2,
                60,
                "PyTorch's logits",
                new Probe(512, 100, 98.5, 0.01, 0.02, true, Map.of(1, 99.25), Map.of(1, 11.5)),
                List.of(first(), second(), wrong(), failed(), peer()),
                null,
                List.of("stage6.jar is not there.", "Few rounds were made."));
    }

    public static ProgramResult first() {
        return right("stage1-naive", "plain loops", 0, 1, 8000, Double.NaN, 1);
    }

    public static ProgramResult second() {
        return right("stage2-vector", "256-bit vectors", 256, 1, 900, 8.9, 8.9);
    }

    /** Returns a WRONG row with the shortest time of all. */
    public static ProgramResult wrong() {
        ProgramResult r = right("stage3-preload", "weights prepared once", 256, 1, 0.5, Double.NaN, Double.NaN);
        return new ProgramResult(
                r.name(),
                r.title(),
                Status.WRONG,
                "its logits differ from the reference's by 3.2",
                r.vectorBits(),
                r.threads(),
                r.firstLabelMs(),
                r.loadMs(),
                r.firstRunsMs(),
                r.latency(),
                r.picturesPerSecond(),
                r.overPrevious(),
                r.overFirst(),
                r.gflops(),
                r.ofPeak(),
                r.reduction(),
                r.allocatedBytes(),
                r.weightsBytes(),
                r.residentBytes(),
                3.2,
                false,
                r.layers());
    }

    public static ProgramResult failed() {
        double none = Double.NaN;
        Spread spread = new Spread(0, none, none, none, none, none, none);
        return new ProgramResult(
                "stage4-noalloc", "", Status.FAILED, "it died with exit code 137", 0, 1, none, none, List.of(), spread, none, none, none,
                none, none, 1, -1, -1, -1, none, false, List.of());
    }

    private static ProgramResult peer() {
        return right("onnxruntime 1.29.0", "a peer", 0, 2, 50, Double.NaN, 160);
    }

    private static ProgramResult right(
            String name, String title, int vectorBits, int threads, double ms, double overPrevious, double overFirst) {
        LayerTime conv1 = new LayerTime(new LayerText("conv1", "direct", "14x2", ""), ms / 10, 0.1, 118_013_952, 118_013_952, 2.5, 0.025);
        return new ProgramResult(
                name,
                title,
                Status.RIGHT,
                "",
                vectorBits,
                threads,
                3 * ms,
                ms / 2,
                List.of(2 * ms, 1.5 * ms),
                new Spread(7, 0.9 * ms, 0.95 * ms, ms, 1.05 * ms, 1.1 * ms, 1.2 * ms),
                1000 / ms,
                overPrevious,
                overFirst,
                8178 / ms,
                81.78 / ms,
                1,
                298_100_000,
                102_400_000,
                700_000_000,
                1.5e-5,
                true,
                List.of(conv1));
    }
}
