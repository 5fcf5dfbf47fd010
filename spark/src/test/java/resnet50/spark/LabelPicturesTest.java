package resnet50.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
        LabelPictures.register(SPARK, "label_picture", LocalSpark.QUICK);
        // repartitioned, or the optimizer itself would call the function, since the rows are part of the plan
        bytes(Files.readAllBytes(CAT), new byte[] {1, 2, 3}).repartition(2).createOrReplaceTempView("pictures");
        SPARK.sparkContext().setJobDescription("sql");
        List<Row> rows = SPARK.sql("""
                SELECT id, r.labels[0].label AS label, r.error
                FROM (SELECT id, label_picture(content) AS r FROM pictures)
                WHERE r.error IS NULL AND r.labels[0].probability > 0""").collectAsList();
        assertEquals(1, rows.size());
        assertEquals(expected(CAT, LocalSpark.QUICK).getFirst().label(), rows.getFirst().getString(1));
        Map<String, Long> metrics = metricsInUi("sql");
        assertEquals(2, metrics.get("pictures"), metrics.toString());
        assertEquals(1, metrics.get("pictures with errors"), metrics.toString());
    }

    @Test
    void theUiShowsPicturesErrorsAndTimesPerStageAndTask() throws Exception {
        byte[][] pictures = new byte[20][];
        Arrays.fill(pictures, 0, 19, Files.readAllBytes(CAT));
        pictures[19] = new byte[] {1, 2, 3};
        SPARK.sparkContext().setJobDescription("metrics");
        LabelPictures.label(bytes(pictures).coalesce(1), LocalSpark.QUICK).collectAsList();
        Map<String, Long> metrics = metricsInUi("metrics");
        assertEquals(20, metrics.get("pictures"), metrics.toString());
        assertEquals(1, metrics.get("pictures with errors"), metrics.toString());
        assertTrue(metrics.get("decode time, ms") > 0, metrics.toString());
        assertTrue(metrics.get("network time, ms") > 0, metrics.toString());
        assertTrue(metrics.get("time waiting for files, ms") >= 0, metrics.toString());
    }

    /** Sums of a job's accumulators from the UI's REST API; checks that stages and tasks have equal sums. */
    private static Map<String, Long> metricsInUi(String description) throws Exception {
        SPARK.sparkContext().setJobDescription(null);
        SPARK.sparkContext().listenerBus().waitUntilEmpty();
        String api = SPARK.sparkContext().uiWebUrl().get() + "/api/v1/applications/"
                + SPARK.sparkContext().applicationId() + "/stages";
        Map<String, Long> ofStages = new HashMap<>();
        Map<String, Long> ofTasks = new HashMap<>();
        for (JsonNode stage : json(api)) {
            if (stage.path("description").asText().equals(description)) {
                stage.get("accumulatorUpdates")
                        .forEach(a -> ofStages.merge(a.get("name").asText(), a.get("value").asLong(), Long::sum));
                String tasks = api + "/" + stage.get("stageId") + "/" + stage.get("attemptId") + "/taskList";
                for (JsonNode task : json(tasks)) {
                    task.get("accumulatorUpdates")
                            .forEach(a -> ofTasks.merge(a.get("name").asText(), a.get("update").asLong(), Long::sum));
                }
            }
        }
        assertEquals(ofStages, ofTasks);
        return ofStages;
    }

    private static JsonNode json(String address) throws IOException {
        try (InputStream in = URI.create(address).toURL().openStream()) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void tasksOfAllJobsShareOneNetworkPerOptions() throws IOException {
        LabelOptions own = LocalSpark.QUICK.withK(3);
        byte[] cat = Files.readAllBytes(CAT);
        int before = SharedClassifier.built();
        for (int job = 0; job < 2; job++) {
            assertEquals(4, LabelPictures.label(bytes(cat, cat, cat, cat).repartition(4), own).collectAsList().size());
        }
        assertEquals(before + 1, SharedClassifier.built());
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
