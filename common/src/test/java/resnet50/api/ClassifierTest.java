package resnet50.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static resnet50.weights.Refusals.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.Architecture;
import resnet50.core.Engine;
import resnet50.core.ExitCode;
import resnet50.label.ClassMaps;
import resnet50.label.Labels;
import resnet50.picture.Exif;
import resnet50.picture.Picture;
import resnet50.picture.PictureReader;
import resnet50.picture.Preprocessor;
import resnet50.preprocess.Preprocessing;
import resnet50.weights.OpenedWeights;
import resnet50.weights.SyntheticWeights;

class ClassifierTest {
    private static final Picture PICTURE = new Picture(1, 1, new byte[] {1, 2, 3});

    private static Classifier classifier(int classes, Engine engine) {
        return classifier(classes, engine, Optional.empty());
    }

    /** A classifier for explanations whose engine gives the same logits for every picture. */
    private static Classifier explaining(float[] logits) {
        Architecture architecture = architecture(logits.length);
        ClassMaps maps = new ClassMaps(architecture, new SyntheticWeights(architecture));
        Engine engine = (input, result) -> {
            maps.finished("layer4.1", new float[512], 0, 1, 1, 512);
            System.arraycopy(logits, 0, result, 0, logits.length);
        };
        return classifier(logits.length, engine, Optional.of(maps));
    }

    private static Architecture architecture(int classes) {
        return Architecture.named("resnet18").orElseThrow().withClasses(classes);
    }

    private static Classifier classifier(int classes, Engine engine, Optional<ClassMaps> maps) {
        Architecture architecture = architecture(classes);
        OpenedWeights weights = new OpenedWeights(new SyntheticWeights(architecture), architecture, "");
        return new Classifier(
                weights,
                engine,
                () -> {},
                new PictureReader(Exif.APPLY, false, note -> {}),
                new Preprocessing(Preprocessor.STANDARD, Preprocessing.DEFAULT),
                classes == 1000 ? Labels.imageNet() : Labels.none(),
                false,
                maps);
    }

    @Test
    void returnsTheMostProbableLabelFirst() {
        try (Classifier classifier = classifier(1000, (input, logits) -> logits[285] = 100)) {
            Prediction first = classifier.classify(PICTURE, 5).getFirst();
            assertEquals(new Prediction(285, "n02124075", "Egyptian cat", 1), first);
        }
    }

    @Test
    void otherClassesAreLabeledWithTheirIndex() {
        try (Classifier classifier = classifier(3, (input, logits) -> logits[1] = 100)) {
            assertFalse(classifier.hasNames());
            List<Prediction> labels = classifier.classify(PICTURE, 5);
            assertEquals(3, labels.size());
            assertEquals("1", labels.getFirst().label());
        }
    }

    @Test
    void refusesNaNLogits() {
        try (Classifier classifier = classifier(1000, (input, logits) -> logits[999] = Float.NaN)) {
            assertThrows(IllegalStateException.class, () -> classifier.classify(PICTURE, 5));
        }
    }

    @Test
    void infiniteLogitsAreReportedAsOverflowOfTheWeights() {
        for (float bad : new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            try (Classifier classifier = classifier(1000, (input, logits) -> logits[999] = bad)) {
                assertRefused(ExitCode.BAD_DATA, "synthetic: these weights overflow", "a logit is " + bad,
                        () -> classifier.classify(PICTURE, 5));
            }
        }
    }

    @Test
    void explainsOnlyIfBuiltForIt() {
        try (Classifier classifier = classifier(3, (input, logits) -> logits[1] = 100)) {
            assertThrows(IllegalStateException.class, () -> classifier.explain(PICTURE, 5, OptionalInt.empty()));
        }
        ClassifierBuilder both = Classifier.builder().features(true).explanations(true);
        assertThrows(IllegalStateException.class, both::open);
    }

    @Test
    void explainsTheFirstOrAnotherClassAgainstTheMostProbableOther() {
        try (Classifier classifier = explaining(new float[] {1, 9, 5})) {
            Explanation first = classifier.explain(PICTURE, 1, OptionalInt.empty());
            assertEquals(1, first.shown().index());
            assertEquals(2, first.rival().index());
            assertEquals(List.of(first.shown()), first.predictions());
            assertEquals(224, first.seen().width());
            Explanation other = classifier.explain(PICTURE, 3, OptionalInt.of(0));
            assertEquals(0, other.shown().index());
            assertEquals(1, other.rival().index());
            assertEquals(3, other.predictions().size());
            assertThrows(IndexOutOfBoundsException.class, () -> classifier.explain(PICTURE, 3, OptionalInt.of(3)));
            assertThrows(IllegalArgumentException.class, () -> classifier.explain(PICTURE, 0, OptionalInt.of(0)));
        }
    }

    @Test
    void forEachUsesAllLanesAndKeepsTheOrder() {
        CountDownLatch together = new CountDownLatch(3);
        Engine engine = new Engine() {
            @Override
            public void run(float[] input, float[] logits) {
                throw new AssertionError("run instead of runAlone");
            }

            @Override
            public int lanes() {
                return 3;
            }

            @Override
            public void runAlone(float[] input, float[] logits) {
                together.countDown();
                try {
                    assertTrue(together.await(600, TimeUnit.SECONDS), "three concurrent calls of runAlone");
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                logits[Math.round(100 * input[0])] = 1; // a different class for each picture
            }
        };
        try (Classifier classifier = classifier(1000, engine)) {
            List<Picture> pictures = IntStream.range(130, 160)
                    .mapToObj(red -> new Picture(1, 1, new byte[] {(byte) red, 0, 0}))
                    .toList();
            List<Integer> alone = pictures.stream()
                    .map(picture -> Math.round(100 * Preprocessor.STANDARD.input(picture)[0]))
                    .toList();
            List<Integer> results = new ArrayList<>();
            classifier.forEach(
                    pictures, (shared, picture) -> shared.classify(picture, 1).getFirst().index(), results::add);
            assertEquals(alone, results);
        }
    }

    @Test
    void refusesFewerThanOneLabel() throws IOException {
        InputStream untouched = new ByteArrayInputStream(new byte[9]);
        try (Classifier classifier = classifier(3, (input, logits) -> {})) {
            for (int k : new int[] {0, -1, Integer.MIN_VALUE}) {
                assertThrows(IllegalArgumentException.class, () -> classifier.classify(PICTURE, k));
                assertThrows(IllegalArgumentException.class, () -> classifier.classify(Path.of("missing.jpg"), k));
                assertThrows(IllegalArgumentException.class, () -> classifier.classify("-", untouched, k));
            }
            assertEquals(3, classifier.classify(PICTURE, Integer.MAX_VALUE).size());
            assertEquals(9, untouched.available());
        }
    }

    /** Returns a classifier whose engine has {@code lanes} lanes. */
    private static Classifier withLanes(int lanes) {
        return classifier(3, new Engine() {
            @Override
            public void run(float[] input, float[] logits) {}

            @Override
            public int lanes() {
                return lanes;
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void forEachTakesListsIteratorsAndStreams(int lanes) {
        List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
        List<Integer> squares = numbers.stream().map(i -> i * i).toList();
        try (Classifier classifier = withLanes(lanes)) {
            List<Integer> results = new ArrayList<>();
            classifier.forEach(numbers, (shared, i) -> i * i, results::add);
            assertEquals(squares, results);
            results.clear();
            classifier.forEach(numbers.iterator(), (shared, i) -> i * i, results::add);
            assertEquals(squares, results);
            results.clear();
            classifier.forEach(numbers.stream(), (shared, i) -> i * i, results::add);
            assertEquals(squares, results);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void streamsAreReadLazilyAndLeftOpen(int lanes) {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        try (Classifier classifier = withLanes(lanes)) {
            Stream<Integer> endless = Stream.generate(asked::incrementAndGet).onClose(closed::incrementAndGet);
            List<Integer> results = new ArrayList<>();
            classifier.forEach(endless, (shared, i) -> i, result -> {
                results.add(result);
                return results.size() < 20;
            });
            assertEquals(IntStream.rangeClosed(1, 20).boxed().toList(), results);
            assertTrue(asked.get() <= 20 + 4 * lanes + 1, asked + " elements taken from the stream");
            assertEquals(0, closed.get());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void forEachOfAnEmptySequenceCallsNeitherTaskNorSink(int lanes) {
        try (Classifier classifier = withLanes(lanes)) {
            BiFunction<Classifier, Object, Object> task = (shared, picture) -> fail("unexpected task");
            classifier.forEach(List.of(), task, result -> fail("result of an empty sequence"));
            classifier.forEach(List.of().iterator(), task, result -> fail("result of an empty sequence"));
            classifier.forEach(Stream.of(), task, result -> fail("result of an empty sequence"));
        }
    }

    @Test
    void forEachRefusesNull() {
        try (Classifier classifier = withLanes(1)) {
            List<Picture> none = List.of();
            BiFunction<Classifier, Picture, Picture> task = (shared, picture) -> picture;
            assertThrows(NullPointerException.class, () -> classifier.forEach((List<Picture>) null, task, r -> true));
            assertThrows(NullPointerException.class, () -> classifier.forEach((Iterator<Picture>) null, task, r -> true));
            assertThrows(NullPointerException.class, () -> classifier.forEach((Stream<Picture>) null, task, r -> true));
            assertThrows(NullPointerException.class, () -> classifier.forEach(none, null, r -> true));
            assertThrows(NullPointerException.class, () -> classifier.forEach(none, task, null));
        }
    }

    @Test
    void buildersRefuseNullAndFewerThanOneThread() {
        ClassifierBuilder builder = Classifier.builder();
        assertThrows(NullPointerException.class, () -> builder.weights(null));
        assertThrows(NullPointerException.class, () -> builder.architecture(null));
        assertThrows(NullPointerException.class, () -> builder.preprocessor(null));
        assertThrows(NullPointerException.class, () -> builder.exif(null));
        assertThrows(NullPointerException.class, () -> builder.vectorWidth(null));
        assertThrows(NullPointerException.class, () -> builder.progress(null));
        assertThrows(NullPointerException.class, () -> builder.log(null));
        assertThrows(IllegalArgumentException.class, () -> builder.threads(0));
    }
}
