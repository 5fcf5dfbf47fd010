package resnet50.spark;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** The folder of Parquet files that a job writes: one partition per weights, network and preprocessing. */
final class Results {
    private static final String COMMITTER = "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version";
    private static final StructType DONE =
            new StructType().add("path", DataTypes.StringType).add("modificationTime", DataTypes.TimestampType);

    private final SparkSession spark;
    private final Path folder;

    Results(SparkSession spark, String output, Network network) {
        this.spark = spark;
        this.folder = new Path(output, "weights=" + network.weights()
                + "/network=" + network.architecture()
                + "/preprocessing=" + network.preprocessing());
    }

    /**
     * Makes a task's file visible at the end of the task instead of the job: a killed job keeps the results of its
     * tasks.
     */
    static void commitByTask(SparkConf conf) {
        conf.setIfMissing(COMMITTER, "2");
    }

    /**
     * Whether the partition has results.
     *
     * @throws UserException no input: the folder cannot be read
     */
    boolean exist() {
        try {
            FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
            return files.exists(folder) && files.globStatus(new Path(folder, "*.parquet")).length > 0;
        } catch (IOException | IllegalArgumentException e) {
            throw UserException.noInput(folder + ": cannot be read: " + e.getMessage() + "; check the path");
        }
    }

    /** @throws UserException usage: there are results already */
    void refuseExisting() {
        if (exist()) {
            throw new UserException(
                    ExitCode.USAGE,
                    folder + ": has results already; label the rest with --resume, or name another --output");
        }
    }

    /** Returns the pictures without a result, compared by path and, if the rows have one, modification time. */
    Dataset<Row> missing(Dataset<Row> pictures) {
        if (!exist()) {
            return pictures;
        }
        Dataset<Row> done = spark.read().schema(DONE).parquet(folder.toString());
        var same = pictures.col("path").equalTo(done.col("path"));
        if (Set.of(pictures.columns()).contains("modificationTime")) {
            same = same.and(pictures.col("modificationTime").equalTo(done.col("modificationTime")));
        }
        return pictures.join(done, same, "left_anti");
    }

    /** Writes the results, without the columns of the partition. */
    void add(Dataset<Row> labeled) {
        labeled.drop("weights", "network", "preprocessing")
                .write()
                .mode(SaveMode.Append)
                .parquet(folder.toString());
    }
}
