package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import resnet50.api.Classifier;
import resnet50.api.Explanation;
import resnet50.core.Architecture;
import resnet50.core.Architecture.BlockKind;
import resnet50.picture.Picture;
import resnet50.picture.Preprocessor;

/** On every stage, threads that share a classifier get the same logits as a single thread, bit for bit. */
@Timeout(value = 900, threadMode = ThreadMode.SEPARATE_THREAD) // calls of the classifier ignore interrupts
class SharedClassifierTest {
    private static final int CALLERS = 4;
    private static final int CALLS = 50;
    private static final int SIZE = 32;

    private static final Architecture SMALL =
            new Architecture("small", BlockKind.BOTTLENECK, List.of(1, 1), 8, 1, 8, 10);

    /** A different picture for each caller and call. */
    private static final List<Picture> PICTURES =
            IntStream.range(0, CALLERS * CALLS).mapToObj(SharedClassifierTest::picture).toList();

    private static Picture picture(int seed) {
        byte[] rgb = new byte[SIZE * SIZE * 3];
        new Random(seed).nextBytes(rgb);
        return new Picture(SIZE, SIZE, rgb);
    }

    private static Classifier open() {
        return Classifier.builder()
                .explanations(true)
                .weights("synthetic")
                .architecture(SMALL)
                .preprocessor(new Preprocessor(SIZE, SIZE, Preprocessor.Mode.STRETCH))
                .threads(2)
                .open();
    }

    @Test
    void concurrentCallersGetTheLogitsOfASingleThread() throws Exception {
        try (Classifier classifier = open();
                ExecutorService executor = Executors.newFixedThreadPool(CALLERS)) {
            List<float[]> expected = PICTURES.stream().map(classifier::logits).toList();
            Classifier alone = classifier.onCallingThread();
            CountDownLatch ready = new CountDownLatch(CALLERS);
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int caller = i;
                callers.add(executor.submit(() -> {
                    ready.countDown();
                    ready.await();
                    for (int call = caller; call < PICTURES.size(); call += CALLERS) {
                        assertArrayEquals(expected.get(call), classifier.logits(PICTURES.get(call)), "call " + call);
                        assertArrayEquals(expected.get(call), alone.logits(PICTURES.get(call)), "call " + call + ", alone");
                    }
                    return null;
                }));
            }
            List<float[]> sunk = new ArrayList<>(); // this thread is the fifth caller
            classifier.forEach(PICTURES.stream(), Classifier::logits, sunk::add);
            for (Future<?> caller : callers) {
                caller.get();
            }
            for (int i = 0; i < sunk.size(); i++) {
                assertArrayEquals(expected.get(i), sunk.get(i), "picture " + i + " of forEach");
            }
        }
    }

    @Test
    void manyPicturesAreExplainedAsOne() {
        try (Classifier classifier = open()) {
            List<Explanation> expected = PICTURES.stream().map(picture -> classifier.explain(picture, 3, OptionalInt.of(7))).toList();
            List<Explanation> sunk = new ArrayList<>();
            classifier.forEach(PICTURES, (c, picture) -> c.explain(picture, 3, OptionalInt.of(7)), sunk::add);
            for (int i = 0; i < expected.size(); i++) {
                Explanation explanation = sunk.get(i);
                assertArrayEquals(expected.get(i).map().values(), explanation.map().values(), "picture " + i);
                assertArrayEquals(expected.get(i).difference().values(), explanation.difference().values(), "picture " + i);
                float[] logits = classifier.logits(PICTURES.get(i));
                assertEquals(logits[7], explanation.map().logit(), 1e-4, "picture " + i);
                assertEquals(logits[7] - logits[explanation.rival().index()], explanation.difference().logit(), 1e-4, "picture " + i);
                assertEquals(classifier.classify(PICTURES.get(i), 3), explanation.predictions());
            }
        }
    }

    @Test
    void callsFailAfterClose() throws Exception {
        Classifier classifier = open();
        CountDownLatch underWay = new CountDownLatch(CALLERS);
        try (ExecutorService executor = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<IllegalStateException>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(executor.submit(() -> assertThrows(IllegalStateException.class, () -> {
                    while (true) {
                        classifier.classify(PICTURES.getFirst(), 1);
                        underWay.countDown();
                    }
                })));
            }
            underWay.await();
            classifier.close();
            for (Future<IllegalStateException> caller : callers) {
                assertEquals("the classifier is closed", caller.get().getMessage());
            }
        }
        classifier.close(); // a second close has no effect
    }
}
