package resnet50.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.picture.Exif;
import resnet50.testing.Repository;
import resnet50.weights.Sha256;

class ResultsTest {
    private static final StructType LISTED =
            new StructType().add("path", DataTypes.StringType).add("modificationTime", DataTypes.TimestampType);

    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    private Dataset<Row> files(Object... pathsAndTimes) {
        Row[] rows = new Row[pathsAndTimes.length / 2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = RowFactory.create(pathsAndTimes[2 * i], new Timestamp((int) pathsAndTimes[2 * i + 1]));
        }
        return spark.createDataFrame(List.of(rows), LISTED);
    }

    private Results results(LabelOptions options) {
        Network network = ShippedWeights.of(spark.sparkContext(), options).network();
        return new Results(spark, folder.toString(), network, options.k);
    }

    @Test
    void whatIsMissingIsFoundByPathAndTime() {
        Results results = results(LocalSpark.QUICK);
        assertFalse(results.exist());
        results.refuseExisting();
        results.add(LabelPictures.label(files("no/a.jpg", 1001, "no/b.jpg", 1002), LocalSpark.QUICK));
        assertTrue(results.exist());
        assertThrows(UserException.class, results::refuseExisting);

        Dataset<Row> now = files("no/a.jpg", 1001, "no/b.jpg", 5005, "no/c.jpg", 1003);
        assertEquals(
                List.of("no/b.jpg", "no/c.jpg"),
                results.missing(now).orderBy("path").collectAsList().stream().map(row -> row.getString(0)).toList());
        assertEquals(1, results.missing(now.drop("modificationTime")).count());

        Results others = results(LocalSpark.QUICK.withExif(Exif.IGNORE));
        assertFalse(others.exist());
        assertEquals(3, others.missing(now).count());
        assertEquals("synthetic", spark.read().parquet(folder.toString()).select("weights").first().getString(0));
    }

    private void assertResumeIsRefused(LabelOptions options, String reason) {
        UserException e = assertThrows(UserException.class, () -> results(options).refuseOthers());
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertEquals(
                folder + ": has results with " + reason
                        + "; resume with the same options, or name another --output",
                e.getMessage());
    }

    @Test
    void resumeWithOtherOptionsIsRefusedAndTheMessageNamesThem() throws IOException {
        results(LocalSpark.QUICK).refuseOthers();
        results(LocalSpark.QUICK).add(LabelPictures.label(files("no/a.jpg", 1), LocalSpark.QUICK));
        results(LocalSpark.QUICK.withThreads(1)).refuseOthers();
        assertResumeIsRefused(LocalSpark.QUICK.withK(3), "-k 5 instead of 3");
        Path names = Files.writeString(folder.resolve("names.txt"), "some class\n".repeat(1000));
        assertResumeIsRefused(LocalSpark.QUICK.withLabels(names.toString()), "other names of classes (--labels)");
        assertResumeIsRefused(
                LocalSpark.QUICK.withArchitecture("resnet34").withExif(Exif.IGNORE),
                "network resnet18 instead of resnet34,"
                        + " preprocessing stretch-32 instead of stretch-32-exif-ignored");
        assertResumeIsRefused(
                LabelOptions.defaults().withWeights(Repository.WEIGHTS.toString()).withArchitecture("resnet50"),
                "weights synthetic instead of sha256-" + Sha256.of(Repository.WEIGHTS).substring(0, 8)
                        + ", network resnet18 instead of resnet50"
                        + ", preprocessing stretch-32 instead of crop-256-to-224");

        LabelOptions others = LocalSpark.QUICK.withK(3).withLabels(names.toString()).withExif(Exif.IGNORE);
        results(others).add(LabelPictures.label(files("no/a.jpg", 1), others));
        results(others).refuseOthers();
        results(LocalSpark.QUICK).refuseOthers();
        assertResumeIsRefused(
                LocalSpark.QUICK.withArchitecture("resnet34").withExif(Exif.IGNORE),
                "network resnet18 instead of resnet34");
    }

    @Test
    void rowsWithOtherColumnsAreRefused() {
        Results results = results(LocalSpark.QUICK);
        results.add(LabelPictures.label(files("no/a.jpg", 1), LocalSpark.QUICK));
        results.add(LabelPictures.label(files("no/b.jpg", 1), LocalSpark.QUICK));
        Dataset<Row> more = LabelPictures.label(
                files("no/c.jpg", 1).withColumn("id", functions.lit(1)).drop("modificationTime"), LocalSpark.QUICK);
        assertEquals(
                folder + ": has results with columns [] instead of [id int];"
                        + " resume with the same options, or name another --output",
                assertThrows(UserException.class, () -> results.add(more)).getMessage());
        assertEquals(2, spark.read().parquet(folder.toString()).count());
    }
}
