package resnet50.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.api.Classifier;
import resnet50.api.Prediction;
import resnet50.core.UserException;
import resnet50.testing.Repository;
import scala.jdk.javaapi.CollectionConverters;

class LabelPicturesTest {
    private static final Path CAT = Repository.file("pics/cat.jpg");
    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    Path folder;

    private static Dataset<Row> table(StructType columns, Row... rows) {
        return SPARK.createDataFrame(List.of(rows), columns);
    }

    private static Dataset<Row> bytes(byte[]... pictures) {
        StructType columns = new StructType().add("id", DataTypes.IntegerType).add("content", DataTypes.BinaryType);
        Row[] rows = new Row[pictures.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = RowFactory.create(i, pictures[i]);
        }
        return table(columns, rows);
    }

    private static List<Prediction> expected(Path picture, LabelOptions options) {
        try (Classifier classifier = Classifier.builder()
                .weights(options.weights.orElseThrow())
                .architecture(options.architecture.orElseThrow())
                .preprocessing(options.preprocessing)
                .open()) {
            return classifier.classify(picture, options.k);
        }
    }

    private static List<Prediction> labels(Row row) {
        return row.<Row>getList(row.fieldIndex("labels")).stream()
                .map(l -> new Prediction(l.getInt(0), l.getString(1), l.getString(2), l.getDouble(3)))
                .toList();
    }

    @Test
    void bytesGetTheLabelsOfTheCommandLineToTheBit() throws IOException {
        byte[] damaged = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16};
        Dataset<Row> pictures = bytes(Files.readAllBytes(CAT), damaged, new byte[0], null);
        List<Row> rows = LabelPictures.label(pictures, LocalSpark.QUICK)
                .orderBy("id")
                .collectAsList();
        assertEquals(4, rows.size());
        assertEquals(
                List.of("id", "labels", "error", "errorKind", "network", "weights", "preprocessing"),
                List.of(rows.getFirst().schema().fieldNames()));
        assertEquals(expected(CAT, LocalSpark.QUICK), labels(rows.getFirst()));
        assertNull(rows.getFirst().getAs("error"));
        assertEquals("resnet18", rows.getFirst().getAs("network"));
        assertEquals("synthetic", rows.getFirst().getAs("weights"));
        assertEquals("stretch-32", rows.getFirst().getAs("preprocessing"));
        assertEquals("bad data", rows.get(1).getAs("errorKind"));
        assertEquals("picture: empty, zero bytes; get it again from where it came from", rows.get(2).getAs("error"));
        assertEquals("no input", rows.get(3).getAs("errorKind"));
        assertNull(rows.get(3).getAs("labels"));
    }

    @Test
    void pathsAreReadAndBadOnesAreRows() throws IOException {
        Path cat = Files.copy(CAT, folder.resolve("a b:c%20[d].jpg"));
        Path tooLong = Files.write(folder.resolve("long.jpg"), new byte[100_000]);
        StructType columns = new StructType().add("path", DataTypes.StringType).add("note", DataTypes.StringType);
        Dataset<Row> pictures = table(
                columns,
                RowFactory.create("file:" + cat, "a note"),
                RowFactory.create("file:" + tooLong, null),
                RowFactory.create("file:" + folder, null),
                RowFactory.create(folder + "/missing.jpg", null),
                RowFactory.create("nosuchscheme://a/b.jpg", null),
                RowFactory.create("", null),
                RowFactory.create(null, null));
        List<Row> rows = LabelPictures.label(pictures, LocalSpark.QUICK.withK(2).withMaxBytes(99_999)).collectAsList();
        assertEquals(7, rows.size());
        Row first = rows.getFirst();
        assertEquals(expected(CAT, LocalSpark.QUICK.withK(2)), labels(first));
        assertEquals("a note", first.getAs("note"));
        assertEquals(Files.size(CAT), first.<Long>getAs("length"));
        Timestamp modified = first.getAs("modificationTime");
        assertEquals(Files.getLastModifiedTime(cat).toMillis(), modified.getTime());
        assertEquals("bad data", rows.get(1).getAs("errorKind"));
        for (Row row : rows.subList(2, 7)) {
            assertEquals("no input", row.getAs("errorKind"), row.toString());
            assertEquals(1, row.<String>getAs("error").lines().count(), row.toString());
        }
    }

    @Test
    void sqlCallsTheFunctionOncePerPicture() throws Exception {
        Map<String, Object> counts = new ConcurrentHashMap<>();
        SparkListener listener = new SparkListener() {
            @Override
            public void onStageCompleted(SparkListenerStageCompleted completed) {
                CollectionConverters.asJava(completed.stageInfo().accumulables())
                        .values()
                        .forEach(a -> counts.put(a.name().getOrElse(() -> ""), a.value().get()));
            }
        };
        LabelPictures.register(SPARK, "label_picture", LocalSpark.QUICK);
        // repartitioned, or the optimizer itself would call the function, since the rows are part of the plan
        bytes(Files.readAllBytes(CAT), new byte[] {1, 2, 3}).repartition(2).createOrReplaceTempView("pictures");
        SPARK.sparkContext().addSparkListener(listener);
        try {
            List<Row> rows = SPARK.sql("""
                    SELECT id, r.labels[0].label AS label, r.error
                    FROM (SELECT id, label_picture(content) AS r FROM pictures)
                    WHERE r.error IS NULL AND r.labels[0].probability > 0""").collectAsList();
            assertEquals(1, rows.size());
            assertEquals(expected(CAT, LocalSpark.QUICK).getFirst().label(), rows.getFirst().getString(1));
            SPARK.sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            SPARK.sparkContext().removeSparkListener(listener);
        }
        assertEquals(2L, counts.get("pictures"), counts.toString());
        assertEquals(1L, counts.get("pictures with errors"), counts.toString());
        assertNotNull(counts.get("network time, ms"), counts.toString());
    }

    @Test
    void tasksOfAllJobsShareOneNetworkPerOptions() throws IOException {
        LabelOptions own = LocalSpark.QUICK.withK(3);
        byte[] cat = Files.readAllBytes(CAT);
        int before = SharedClassifier.count();
        for (int job = 0; job < 2; job++) {
            assertEquals(4, LabelPictures.label(bytes(cat, cat, cat, cat).repartition(4), own).collectAsList().size());
        }
        assertEquals(before + 1, SharedClassifier.count());
    }

    @Test
    void weightsAreHashedAndComeFromAnyFileSystem() throws IOException {
        LabelOptions options = LabelOptions.defaults().withWeights(Repository.WEIGHTS.toString());
        Network network = ShippedWeights.of(SPARK.sparkContext(), options).network();
        assertEquals("resnet50", network.architecture());
        assertTrue(network.hash().matches("sha256-[0-9a-f]{64}"), network.hash());
        assertEquals("crop-256-to-224", network.preprocessing());
        String uri = Repository.WEIGHTS.toUri().toString();
        assertEquals(network, ShippedWeights.of(SPARK.sparkContext(), options.withWeights(uri)).network());

        Path copy = Files.copy(Repository.WEIGHTS, folder.resolve("w.safetensors"));
        ShippedWeights inPlace = ShippedWeights.of(SPARK.sparkContext(), options.withWeights("local:" + copy));
        assertEquals(copy.toString(), inPlace.open(path -> path));
        Files.write(copy, new byte[] {1});
        assertThrows(UserException.class, () -> inPlace.open(path -> path));
    }

    @Test
    void classesHaveTheNamesOfTheOptions() throws IOException {
        List<String> classes = IntStream.range(0, 1000).mapToObj(i -> "class " + i).toList();
        Path names = Files.write(folder.resolve("names.txt"), classes);
        LabelOptions named = LocalSpark.QUICK.withLabels(names.toString());
        Prediction first = labels(LabelPictures.label(bytes(Files.readAllBytes(CAT)), named).first()).getFirst();
        assertEquals("class " + first.index(), first.label());
        assertEquals("", first.wnid());
        Files.write(names, List.of("one"));
        assertThrows(UserException.class, () -> ShippedWeights.of(SPARK.sparkContext(), named));
    }

    @Test
    void wrongColumnsAreRefused() {
        StructType none = new StructType().add("id", DataTypes.IntegerType);
        assertThrows(IllegalArgumentException.class, () -> LabelPictures.label(table(none), LocalSpark.QUICK));
        StructType taken = new StructType().add("path", DataTypes.StringType).add("error", DataTypes.StringType);
        assertThrows(IllegalArgumentException.class, () -> LabelPictures.label(table(taken), LocalSpark.QUICK));
    }
}
