package resnet50.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import resnet50.core.Engine;
import resnet50.core.TensorInfo;
import resnet50.core.WeightsFile;

/**
 * An engine, its weights and its clock. A run advances the clock by a given time and does not wait. It allocates nothing.
 */
class FakeEngine implements Engine, WeightsFile {
    static final int CLASSES = 4;
    static final float[] INPUT = new float[3];

    private final long[] runNanos;
    private final long bytesPerRun;
    private long now = 1_000_000_007;
    private long bytesRead;
    int runs;
    boolean closed;

    /** @param runMs durations of the first runs in ms; later runs take as long as the last of them */
    FakeEngine(long bytesPerRun, long... runMs) {
        this.bytesPerRun = bytesPerRun;
        runNanos = Arrays.stream(runMs).map(ms -> Duration.ofMillis(ms).toNanos()).toArray();
    }

    long nanoTime() {
        return now;
    }

    void sleep(Duration duration) {
        now += duration.toNanos();
    }

    @Override
    public void run(float[] input, float[] logits) {
        now += runNanos[Math.min(runs, runNanos.length - 1)];
        bytesRead += bytesPerRun;
        runs++;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = i - 1.5f;
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public String source() {
        return "fake";
    }

    @Override
    public String format() {
        return "fake";
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Map.of();
    }

    @Override
    public float[] floats(String name) {
        throw new UnsupportedOperationException(name);
    }

    /** @param lastLogit returns the last logit of a run, given the run's number, from 1 */
    static FakeEngine withLastLogit(IntFunction<Float> lastLogit) {
        return new FakeEngine(0, 100) {
            @Override
            public void run(float[] input, float[] logits) {
                super.run(input, logits);
                logits[CLASSES - 1] = lastLogit.apply(runs);
            }
        };
    }
}
