package resnet50.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import resnet50.compare.Comparison;
import resnet50.compare.Probe;
import resnet50.compare.ProgramResult;
import resnet50.compare.ProgramResult.Status;
import resnet50.compare.Spread;
import resnet50.core.Architecture;
import resnet50.core.Convolution;
import resnet50.environment.Environment;
import resnet50.measure.LayerText;
import resnet50.measure.LayerTime;

/** A complete comparison with plausible figures, which contains everything that a report can show. */
final class SampleLadder {
    private static final double NONE = Double.NaN;
    private static final double PEAK_GFLOPS = 140;

    private SampleLadder() {}

    /** Returns all six stages and a peer, all with status RIGHT. */
    static Comparison good() {
        return comparison(List.of(
                rung("stage1-naive", "plain loops", 0, 1, 7971, NONE, 1, 298_100_000, 102_400_000, false),
                rung("stage2-vector", "256-bit vectors", 256, 1, 911, 8.75, 8.75, 298_100_000, 102_400_000, false),
                rung("stage3-preload", "weights prepared once", 256, 1, 840, 1.08, 9.49, 150_200_000, 0, false),
                rung("stage4-noalloc", "one arena, nothing allocated", 256, 1, 670, 1.25, 11.9, 0, 0, true),
                rung("stage5-codegen", "kernels generated for exactly these layers", 512, 1, 82, 8.17, 97.2, 0, 0, true),
                rung("stage6-threads", "a team of threads splits each layer", 512, 2, 45, 1.82, 177, 0, 0, true),
                rung("onnxruntime 1.29.0", "ONNX Runtime, for comparison", 0, 2, 49, NONE, 163, -1, -1, false)));
    }

    /** The third stage is fast but has wrong logits, the fourth died. Their messages contain characters that HTML must escape. */
    static Comparison bad() {
        List<ProgramResult> rungs = new ArrayList<>(good().rungs());
        rungs.set(2, failed(rungs.get(2), Status.WRONG, "logits <b>differ</b> by 3.2 & more than is allowed, which is 0.001"));
        rungs.set(3, failed(rungs.get(3), Status.FAILED, "died with exit code 137 \"Killed\""));
        return comparison(rungs);
    }

    static Comparison comparison(List<ProgramResult> rungs) {
        return new Comparison(
                environment(), "resnet50", "synthetic", 224, 4_089_184_256L, 2, 60, "PyTorch's logits", new Probe(512, 141, 138, 0.01, 0.02, true, Map.of(1, 139.5, 2, 220.0), Map.of(1, 11.5, 2, 19.0)),
                rungs, null, List.of("Stage 1 was given 3 rounds only."));
    }

    static Environment environment() {
        return new Environment(
                Instant.parse("2026-11-21T12:00:00Z"), "0123abc", "Intel(R) Xeon(R) Processor @ 2.50GHz", 2, 2, 24L << 30,
                "Linux 6.18 amd64", "OpenJDK 64-Bit Server VM", "25.0.3+9-LTS", "Eclipse Adoptium", "mixed mode, sharing", "Serial",
                2L << 30, 512, 3, List.of());
    }

    private static ProgramResult rung(
            String name, String title, int bits, int threads, double ms, double overPrevious, double overFirst, long allocated,
            long read, boolean layers) {
        int curve = ms > 1000 ? 3 : 24;
        List<Double> firstRuns = IntStream.range(0, curve).mapToObj(i -> ms * (1 + 2.5 * Math.exp(-i / 3.0) + 0.05 * (i % 3))).toList();
        Spread spread = new Spread(37, 0.97 * ms, 0.985 * ms, ms, 1.04 * ms, 1.15 * ms, 1.4 * ms);
        return new ProgramResult(
                name, title, Status.RIGHT, "", bits, threads, 1500 + 2 * ms, 300, firstRuns, spread, 1000 / ms, overPrevious, overFirst,
                8178 / ms, 8178 / ms / PEAK_GFLOPS / threads, 1, allocated, read, 512_000_000, 8.6e-6, true,
                layers ? layers(ms) : List.of());
    }

    /** The 3×3 layers are faster than the others. The maximum pool takes a fiftieth of the time. */
    private static List<LayerTime> layers(double ms) {
        List<Convolution> convolutions = Architecture.named("resnet50").orElseThrow().convolutions(224);
        double all = convolutions.stream().mapToLong(c -> c.shape().macs()).sum();
        List<LayerTime> layers = new ArrayList<>();
        for (int i = 0; i < convolutions.size(); i++) {
            Convolution c = convolutions.get(i);
            double share = c.shape().macs() / all;
            double took = share * ms * (c.shape().kernel() == 3 ? 0.6 : 1.3) * (1 + 0.3 * (i % 4) / 4);
            double gflops = 2 * c.shape().macs() / (took * 1e6);
            LayerText plan = new LayerText(c.name(), c.shape().kernel() == 3 ? "winograd 4x4" : "direct", "14x2", "");
            layers.add(new LayerTime(plan, took, share, c.shape().macs(), c.shape().macs(), gflops, gflops / PEAK_GFLOPS));
        }
        layers.add(new LayerTime(new LayerText("maxpool", "", "", ""), 0.02 * ms, 0.02, 0, 0, 0, 0));
        return layers;
    }

    private static ProgramResult failed(ProgramResult r, Status status, String problem) {
        return new ProgramResult(
                r.name(), r.title(), status, problem, r.vectorBits(), r.threads(), r.firstLabelMs(), r.loadMs(), r.firstRunsMs(),
                new Spread(9, 0.111, 0.112, 0.1234, 0.125, 0.13, 0.14), 8000, NONE, NONE, 77777, 555, 1, r.allocatedBytes(),
                r.weightsBytes(), r.residentBytes(), 3.2, false, r.layers());
    }
}
