package resnet50.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.UserException;
import resnet50.picture.Exif;

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
        return new Results(spark, folder.toString(), ShippedWeights.of(spark.sparkContext(), options).network());
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
}
