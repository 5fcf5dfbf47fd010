package resnet50.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/**
 * The folder of Parquet files that a job writes: one partition per weights, network and preprocessing. Within a
 * partition, all files have the same columns, number of labels and names of classes. The last two are metadata of the
 * column {@code labels}.
 */
final class Results {
    private static final String COMMITTER = "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version";
    private static final StructType DONE =
            new StructType().add("path", DataTypes.StringType).add("modificationTime", DataTypes.TimestampType);
    private static final String[] PARTITION = {"weights", "network", "preprocessing"};
    private static final String LABELS = "labels";
    private static final String K = "k";
    private static final String NAMES = "names";

    private final SparkSession spark;
    private final Path output;
    private final List<String> partition;
    private final Path folder;
    private final int k;
    private final String names;

    /** @param k number of labels per picture */
    Results(SparkSession spark, String output, Network network, int k) {
        this.spark = spark;
        this.output = new Path(output);
        this.partition = List.of(
                "weights=" + network.weights(),
                "network=" + network.architecture(),
                "preprocessing=" + network.preprocessing());
        this.folder = new Path(this.output, String.join("/", partition));
        this.k = k;
        this.names = network.names().isEmpty() ? "" : Integer.toHexString(network.names().hashCode());
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
            return hasResults(folder);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private boolean hasResults(Path partitionFolder) throws IOException {
        return list(partitionFolder).stream().anyMatch(file -> file.getName().endsWith(".parquet"));
    }

    private List<Path> list(Path parent) throws IOException {
        FileSystem files = parent.getFileSystem(spark.sparkContext().hadoopConfiguration());
        List<Path> paths = new ArrayList<>();
        try {
            RemoteIterator<FileStatus> entries = files.listStatusIterator(parent);
            while (entries.hasNext()) {
                paths.add(entries.next().getPath());
            }
        } catch (FileNotFoundException _) {
            return List.of();
        }
        return paths;
    }

    private UserException unreadable(Exception e) {
        return UserException.noInput(output + ": cannot be read: " + e.getMessage() + "; check the path");
    }

    /** @throws UserException usage: there are results already */
    void refuseExisting() {
        if (exist()) {
            throw new UserException(
                    ExitCode.USAGE,
                    folder + ": has results already; label the rest with --resume, or name another --output");
        }
    }

    /** @throws UserException usage: there are results, but none of the same options */
    void refuseOthers() {
        List<String> differences = exist() ? differentLabels() : differentPartition();
        if (!differences.isEmpty()) {
            throw differ(differences);
        }
    }

    private UserException differ(List<String> differences) {
        return new UserException(
                ExitCode.USAGE,
                output + ": has results with " + String.join(", ", differences)
                        + "; resume with the same options, or name another --output");
    }

    private StructType written() {
        return spark.read().parquet(folder.toString()).schema();
    }

    private List<String> differentLabels() {
        StructType schema = written();
        Metadata theirs =
                schema.getFieldIndex(LABELS).isEmpty() ? Metadata.empty() : schema.apply(LABELS).metadata();
        List<String> differences = new ArrayList<>();
        if (!theirs.contains(K) || theirs.getLong(K) != k) {
            String other = theirs.contains(K) ? "-k " + theirs.getLong(K) : "unknown -k";
            differences.add(other + " instead of " + k);
        }
        if (!theirs.contains(NAMES) || !theirs.getString(NAMES).equals(names)) {
            differences.add("other names of classes (--labels)");
        }
        return differences;
    }

    /** Returns the differences to the most similar partition that has results; none if there is no partition. */
    private List<String> differentPartition() {
        try {
            List<Path> found = List.of(output);
            for (String column : PARTITION) {
                List<Path> next = new ArrayList<>();
                for (Path parent : found) {
                    next.addAll(list(parent));
                }
                next.removeIf(path -> !path.getName().startsWith(column + "="));
                found = next;
            }
            List<List<String>> differences = new ArrayList<>();
            for (Path other : found) {
                if (hasResults(other)) {
                    differences.add(differences(other));
                }
            }
            return differences.stream().min(Comparator.comparingInt(List::size)).orElse(List.of());
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private List<String> differences(Path otherPartition) {
        List<String> differences = new ArrayList<>();
        Path other = otherPartition;
        for (String own : partition.reversed()) {
            if (!other.getName().equals(own)) {
                String value = own.substring(own.indexOf('=') + 1);
                differences.addFirst(shortened(other.getName().replaceFirst("=", " ") + " instead of " + value));
            }
            other = other.getParent();
        }
        return differences;
    }

    /** Shortens SHA-256. */
    private static String shortened(String text) {
        return text.replaceAll("(sha256-[0-9a-f]{8})[0-9a-f]{56}", "$1");
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

    /**
     * Writes the results, without the columns of the partition.
     *
     * @throws UserException usage: there are results with other columns
     */
    void add(Dataset<Row> labeled) {
        Metadata options = new MetadataBuilder().putLong(K, k).putString(NAMES, names).build();
        Dataset<Row> rows = labeled.drop(PARTITION).withMetadata(LABELS, options);
        if (exist()) {
            refuseOtherColumns(rows.schema());
        }
        rows.write().mode(SaveMode.Append).parquet(folder.toString());
    }

    private void refuseOtherColumns(StructType own) {
        Set<String> theirs = columns(written());
        Set<String> ours = columns(own);
        if (!theirs.equals(ours)) {
            throw differ(List.of("columns " + without(theirs, ours) + " instead of " + without(ours, theirs)));
        }
    }

    private static List<String> without(Set<String> columns, Set<String> others) {
        return columns.stream().filter(column -> !others.contains(column)).toList();
    }

    private static Set<String> columns(StructType schema) {
        Set<String> columns = new LinkedHashSet<>();
        for (StructField field : schema.fields()) {
            columns.add(field.name() + " " + field.dataType().catalogString());
        }
        return columns;
    }
}
