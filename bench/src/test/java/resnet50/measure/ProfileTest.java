package resnet50.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.Engine;
import resnet50.core.LayerListener;
import resnet50.core.LayerPlan;
import resnet50.core.Progress;

class ProfileTest {
    private static final double EXACT = 1e-9;

    /** A convolution of a million multiply-accumulates. */
    private static final ConvShape CONV = new ConvShape(10, 100, 100, 10, 1, 1, 0, 1);

    private static final List<Convolution> CONVOLUTIONS = List.of(
            new Convolution("conv1", CONV),
            new Convolution("layer1.0.conv1", CONV),
            new Convolution("layer1.0.downsample.0", CONV));

    private final FakeClock clock = new FakeClock();
    private final List<String> progress = new ArrayList<>();

    /** A clock that only the test advances. */
    private static final class FakeClock {
        private long now = 1_000_000_007;
        private long perReading;

        long nanoTime() {
            now += perReading;
            return now;
        }

        void sleep(double ms) {
            now += Math.round(ms * 1e6);
        }
    }

    /** A layer's name and its duration in ms in each run; the last duration holds for all later runs. */
    private record Layer(String name, double... ms) {}

    /** An engine that computes nothing and advances the clock by the given times. */
    private class Network implements Engine {
        private final LayerListener listener;
        private final List<Layer> layers;
        private final float logit;
        private int runs;
        private boolean closed;

        Network(LayerListener listener, float logit, Layer... layers) {
            this.listener = listener;
            this.logit = logit;
            this.layers = List.of(layers);
        }

        @Override
        public void run(float[] input, float[] logits) {
            for (Layer layer : layers) {
                clock.sleep(layer.ms[Math.min(runs, layer.ms.length - 1)]);
                listener.finished(layer.name, input, 0, 1, 1, 1);
            }
            runs++;
            Arrays.fill(logits, logit);
        }

        @Override
        public List<LayerPlan> plan() {
            return List.of(
                    new LayerPlan("conv1", "direct", "14x2", 0, List.of("first")), new LayerPlan("layer1.0.conv1+x", "winograd", "", 250_000, List.of()));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private ProfileResult profile(int runs, List<Double> peaks, Layer... layers) {
        Iterator<Double> peak = peaks.iterator();
        Progress toList = (task, done, total) -> progress.add(task + " " + done + "/" + total);
        return new Profile(runs, toList, clock::nanoTime, _ -> peak.next())
                .run(BenchTest.SUBJECT, listener -> new Network(listener, 1, layers), CONVOLUTIONS, new float[3], 2);
    }

    @Test
    void timeBelongsToTheLayerThatFinishes() {
        ProfileResult result = profile(
                6, List.of(10.0, 10.0), new Layer("conv1+bn1", 300), new Layer("relu", 100), new Layer("fc", 0));
        assertEquals(List.of("conv1+bn1", "relu", "fc"), result.layers().stream().map(l -> l.plan().layer()).toList());
        assertEquals(List.of(300.0, 100.0, 0.0), result.layers().stream().map(LayerTime::medianMs).toList());
        assertEquals(List.of(0.75, 0.25, 0.0), result.layers().stream().map(LayerTime::share).toList());
        assertEquals(400, result.totalMs(), EXACT);
        assertEquals(List.of(), result.notes());
    }

    @Test
    void speedIsTwiceTheMultiplicationsOverTheTimeAndThePeakIsTheLarger() {
        ProfileResult result = profile(3, List.of(1.0, 1.05), new Layer("conv1+bn1", 2), new Layer("relu", 2));
        LayerTime conv = result.layers().getFirst();
        assertEquals(1_000_000, conv.macs());
        assertEquals(1, conv.gflops(), EXACT); // 2e6 operations in 2 ms
        assertEquals(1.05, result.peakGflops(), EXACT);
        assertEquals(1 / 1.05, conv.ofPeak(), EXACT);
        assertEquals(0, result.layers().getLast().gflops(), EXACT);
        assertEquals(1_000_000, result.totalMacs());
        assertEquals(0.5, result.totalGflops(), EXACT);
        assertEquals(0.5 / 1.05, result.totalOfPeak(), EXACT);
    }

    @Test
    void timeOfTheListenerIsNotCounted() {
        clock.perReading = 1_000_000; // each reading of the clock takes 1 ms
        ProfileResult result = profile(1, List.of(1.0, 1.0), new Layer("conv1", 5), new Layer("relu", 7));
        assertEquals(List.of(6.0, 8.0), result.layers().stream().map(LayerTime::medianMs).toList());
    }

    @Test
    void aLayerThatRunsTwiceIsOneWithTheSum() {
        ProfileResult result = profile(
                3, List.of(1.0, 1.0), new Layer("relu", 5), new Layer("conv1", 7), new Layer("relu", 11));
        assertEquals(List.of("relu", "conv1"), result.layers().stream().map(l -> l.plan().layer()).toList());
        assertEquals(List.of(16.0, 7.0), result.layers().stream().map(LayerTime::medianMs).toList());
    }

    @Test
    void fusedLayersCountEveryConvolutionInThem() {
        LayerTime layer = profile(1, List.of(1.0, 1.0), new Layer("layer1.0.conv1+layer1.0.bn1+layer1.0.downsample.0", 1))
                .layers()
                .getFirst();
        assertEquals(2_000_000, layer.macs());
    }

    @Test
    void plansMatchByNameOrByTheFirstPart() {
        List<LayerTime> layers = profile(
                        1, List.of(1.0, 1.0), new Layer("conv1", 1), new Layer("layer1.0.conv1+y", 1), new Layer("fc", 1))
                .layers();
        assertEquals(new LayerText("conv1", "direct", "14x2", "first"), layers.get(0).plan());
        assertEquals(new LayerText("layer1.0.conv1+y", "winograd", "", ""), layers.get(1).plan());
        assertEquals(new LayerText("fc", "", "", ""), layers.get(2).plan());
    }

    @Test
    void shareOfThePeakCountsTheMultiplicationsThatTheAlgorithmNeeds() {
        ProfileResult result = profile(1, List.of(2.0, 2.0), new Layer("conv1", 1), new Layer("layer1.0.conv1+x", 1));
        LayerTime winograd = result.layers().getLast();
        assertEquals(250_000, winograd.neededMacs());
        assertEquals(4, winograd.reduction(), EXACT);
        assertEquals(2, winograd.gflops(), EXACT);
        assertEquals(0.25, winograd.ofPeak(), EXACT); // 5e5 operations in 1 ms
        assertEquals(1, result.layers().getFirst().ofPeak(), EXACT);
        assertEquals(1_250_000, result.totalNeededMacs());
        assertEquals(0.625, result.totalOfPeak(), EXACT);
        assertEquals(1.6, result.total().reduction(), EXACT);
    }

    @Test
    void peakIsThatOfTheEnginesThreads() {
        List<Integer> asked = new ArrayList<>();
        Network network = new Network(LayerListener.NONE, 1, new Layer("conv1", 3000)) {
            @Override
            public int lanes() {
                return 3;
            }
        };
        ProfileResult result = new Profile(1, Progress.NONE, clock::nanoTime, threads -> {
            asked.add(threads);
            return 1;
        }).run(BenchTest.SUBJECT, _ -> network, CONVOLUTIONS, new float[3], 2);
        assertEquals(List.of(3, 3), asked);
        assertEquals(3, result.threads());
    }

    @Test
    void medianIsOfTheMeasuredRunsAlone() {
        // steady after two windows of three runs: 900, 1000, 1000 and 1000, 1000, 1000
        ProfileResult result = profile(
                3, List.of(1.0, 1.0), new Layer("conv1", 900, 1000, 1000, 1000, 1000, 1000, 20, 40, 1000));
        assertEquals(3, result.runs());
        assertEquals(3, result.warmUpRuns(), "as many as are measured, for they took 2 s");
        assertEquals(1000, result.totalMs(), EXACT);
        assertEquals(1, result.notes().size());
        assertTrue(result.notes().getFirst().contains("not settled"), result.notes().toString());

        ProfileResult steady = profile(
                9, List.of(1.0, 1.0), new Layer("conv1", 900, 1000, 1000, 1000, 1000, 1000, 20, 20, 20, 20, 30, 40, 50, 60, 70));
        assertEquals(6, steady.warmUpRuns());
        assertEquals(30, steady.totalMs(), EXACT);
        assertEquals(List.of(), steady.notes());
    }

    @Test
    void aPeakThatChangedIsNoted() {
        assertEquals(List.of(), profile(3, List.of(100.0, 109.0), new Layer("conv1", 300)).notes());
        for (List<Double> peaks : List.of(List.of(100.0, 111.0), List.of(111.0, 100.0))) {
            List<String> notes = profile(3, peaks, new Layer("conv1", 300)).notes();
            assertEquals(1, notes.size(), notes.toString());
            assertTrue(notes.getFirst().contains("The FMA peak was " + peaks.get(0) + " GFLOP/s before"), notes.toString());
        }
    }

    @Test
    void layersFasterThanThePeakAreExplained() {
        List<String> notes = profile(3, List.of(0.01, 0.01), new Layer("conv1", 100)).notes();
        assertEquals(1, notes.size(), notes.toString());
        assertTrue(notes.getFirst().startsWith("Layers above 100 %"), notes.toString());
    }

    @Test
    void progressEndsOnceAndCountsUp() {
        profile(2, List.of(1.0, 1.0), new Layer("conv1", 1500));
        assertEquals(
                List.of("warming up 0/2", "warming up 1/2", "profiling 0/2", "profiling 1/2", "profiling 2/2"), progress);
    }

    @Test
    void engineWhoseLayersChangeIsRefusedAndClosed() {
        List<Network> built = new ArrayList<>();
        Profile profile = new Profile(1, Progress.NONE, clock::nanoTime, _ -> 1);
        for (int change : new int[] {0, 1, 3}) {
            assertThrows(
                    IllegalStateException.class,
                    () -> profile.run(
                            BenchTest.SUBJECT,
                            listener -> {
                                built.add(new Fickle(listener, change));
                                return built.getLast();
                            },
                            CONVOLUTIONS,
                            new float[3],
                            2));
            assertTrue(built.getLast().closed);
        }
    }

    /** Reports two layers in its first run, and other layers or another number of layers in later runs. */
    private final class Fickle extends Network {
        private final int change;
        private final LayerListener told;
        private boolean again;

        Fickle(LayerListener listener, int change) {
            super(listener, 1);
            this.told = listener;
            this.change = change;
        }

        @Override
        public void run(float[] input, float[] logits) {
            for (int i = 0; i < (again && change != 0 ? change : 2); i++) {
                clock.sleep(10);
                told.finished(again && change == 0 ? "other" : "layer", input, 0, 1, 1, 1);
            }
            again = true;
        }
    }

    @Test
    void profileFailsIfALogitIsNaN() {
        Profile profile = new Profile(1, Progress.NONE, clock::nanoTime, _ -> 1);
        assertThrows(
                IllegalStateException.class,
                () -> profile.run(
                        BenchTest.SUBJECT,
                        listener -> new Network(listener, Float.NaN, new Layer("conv1", 3000)),
                        CONVOLUTIONS,
                        new float[3],
                        2));
    }
}
