package resnet50.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Labels the pictures of a {@code Dataset}:
 *
 * <pre>{@code
 * Dataset<Row> pictures = spark.read().format("binaryFile").load("pics/*.jpg").drop("content");
 * Dataset<Row> labeled = LabelPictures.label(pictures, LabelOptions.defaults());
 * labeled.selectExpr("path", "labels[0].label", "error").show();
 * }</pre>
 */
public final class LabelPictures {
    /** Milliseconds since 1970: a timestamp's Java type depends on the session. */
    static final String MODIFIED_MILLIS = "modificationMillis";

    static final String LENGTH = "length";
    static final String MODIFIED = "modificationTime";
    private static final List<String> CONSTANTS = List.of("network", "weights", "preprocessing");

    private LabelPictures() {}

    /**
     * Returns the rows with their labels. The bytes column is dropped; all other columns stay. Added are {@code
     * labels}, an array of (index, wnid, label, probability), the most probable first, or null; {@code error}, one
     * line, or null; {@code errorKind}, {@code bad data}, {@code no input}, {@code internal} or null; {@code network};
     * {@code weights}, the file's SHA-256; {@code preprocessing}. Where pictures are read by their paths, {@code
     * length} in bytes and {@code modificationTime} are added if the rows have no such columns.
     *
     * <p>Nothing is labeled before an action; each action labels anew, so write or persist the result.
     *
     * @param pictures has a column of bytes, or one of paths or URIs, or both
     * @throws resnet50.core.UserException the weights are missing or broken
     * @throws IllegalArgumentException    the columns are missing, or have the names of added ones
     */
    public static Dataset<Row> label(Dataset<Row> pictures, LabelOptions options) {
        SparkContext context = pictures.sparkSession().sparkContext();
        return label(pictures, ShippedWeights.of(context, options), options, Metrics.of(context));
    }

    static Dataset<Row> label(Dataset<Row> pictures, ShippedWeights weights, LabelOptions options, Metrics metrics) {
        SparkSession spark = pictures.sparkSession();
        Set<String> columns = Set.of(pictures.columns());
        checkColumns(columns, options);
        Dataset<Row> rows = pictures;
        boolean byPath = !columns.contains(options.contentColumn);
        boolean addsLength = byPath && !columns.contains(LENGTH);
        boolean addsModified = byPath && !columns.contains(MODIFIED);
        if (addsLength) {
            rows = rows.withColumn(LENGTH, functions.lit(null).cast(DataTypes.LongType));
        }
        if (addsModified) {
            rows = rows.withColumn(MODIFIED_MILLIS, functions.lit(null).cast(DataTypes.LongType));
        }
        StructType input = rows.schema();
        LabelTask task = new LabelTask(
                input,
                output(input, options),
                addsLength,
                addsModified,
                options.pathColumn,
                options.contentColumn,
                options.maxBytes,
                new Labeler(weights, options.k, metrics));
        Broadcast<SerializableConfiguration> hadoop = SerializableConfiguration.broadcast(spark.sparkContext());
        MapPartitionsFunction<Row, Row> function = partition -> task.run(partition, hadoop.value().value());
        Dataset<Row> labeled = rows.mapPartitions(function, Encoders.row(task.output()));
        if (addsModified) {
            labeled = withTimestamp(labeled);
        }
        Network network = weights.network();
        return labeled.withColumn("network", functions.lit(network.architecture()))
                .withColumn("weights", functions.lit(network.weights()))
                .withColumn("preprocessing", functions.lit(network.preprocessing()));
    }

    /** Replaces the column of milliseconds. */
    static Dataset<Row> withTimestamp(Dataset<Row> rows) {
        return rows.withColumn(MODIFIED_MILLIS, functions.timestamp_millis(functions.col(MODIFIED_MILLIS)))
                .withColumnRenamed(MODIFIED_MILLIS, MODIFIED);
    }

    private static void checkColumns(Set<String> columns, LabelOptions options) {
        if (!columns.contains(options.contentColumn) && !columns.contains(options.pathColumn)) {
            throw new IllegalArgumentException("neither a column " + options.contentColumn + " nor "
                    + options.pathColumn + " in " + columns + "; name them by LabelOptions.withColumns");
        }
        List<String> added = new ArrayList<>(CONSTANTS);
        added.addAll(Arrays.asList(Labeler.RESULT.fieldNames()));
        added.retainAll(columns);
        if (!added.isEmpty()) {
            throw new IllegalArgumentException(
                    "the pictures have columns of the result already: " + added + "; drop or rename them");
        }
    }

    /** All columns but the bytes, then the result's. */
    private static StructType output(StructType input, LabelOptions options) {
        StructType output = new StructType();
        for (StructField field : input.fields()) {
            if (!field.name().equals(options.contentColumn)) {
                output = output.add(field);
            }
        }
        for (StructField field : Labeler.RESULT.fields()) {
            output = output.add(field);
        }
        return output;
    }

    /**
     * Registers a function of SQL that makes a struct (labels, error, errorKind) of a picture's bytes:
     * {@code SELECT path, label_picture(content).labels[0].label FROM pictures}.
     *
     * @param name    of the function, for the rest of the session
     * @param options columns and {@code maxBytes} are ignored
     * @throws resnet50.core.UserException the weights are missing or broken
     */
    public static void register(SparkSession spark, String name, LabelOptions options) {
        SparkContext context = spark.sparkContext();
        Labeler labeler = new Labeler(ShippedWeights.of(context, options), options.k, Metrics.of(context));
        UDF1<byte[], Row> function = content -> content == null ? null : labeler.label("picture", content);
        // otherwise the optimizer repeats the call in each filter and for each field of the result
        spark.udf().register(name, functions.udf(function, Labeler.RESULT).asNondeterministic());
    }
}
