package resnet50.spark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

/** Main class of {@code spark-submit}: labels pictures and writes a table of Parquet files. */
@Command(
        name = "label-spark",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = "Usage: spark-submit [SPARK OPTIONS] label-spark.jar --output FOLDER [OPTIONS]"
                + " PICTURE|FOLDER|GLOB...",
        synopsisHeading = "",
        description = "Labels pictures on an Apache Spark cluster and writes a table of Parquet files.")
public final class LabelSpark implements Callable<Integer> {
    private static final StructType LISTED = new StructType()
            .add("path", DataTypes.StringType, false)
            .add(LabelPictures.LENGTH, DataTypes.LongType, false)
            .add(LabelPictures.MODIFIED_MILLIS, DataTypes.LongType, false);

    @Parameters(
            paramLabel = "PICTURE|FOLDER|GLOB",
            arity = "1..*",
            description = "Paths or URIs in any file system of Spark.")
    private List<String> inputs = List.of();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FOLDER",
            description = "Folder of the results, a path or URI.")
    private String output;

    @Option(
            names = "--resume",
            description = "Label only pictures that the output lacks, by path and modification time.")
    private boolean resume;

    @Option(
            names = "--table",
            paramLabel = "FORMAT",
            description = "The inputs are tables, such as parquet or orc, with a column path or content (bytes);"
                    + " other columns stay.")
    private String table;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            description = "Number of tasks. Default: chosen by the number and size of the pictures.")
    private int tasks;

    @Mixin
    private JobOptions options;

    private LabelSpark() {}

    /** Labels, and ends the process with an exit code of the command line. */
    public static void main(String[] args) {
        int code = new CommandLine(new LabelSpark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> report(e))
                .execute(args);
        if (code != 0) {
            System.exit(code); // not for 0: on YARN an early exit is a failure
        }
    }

    /** A user's error has one line, also if a task failed with it. */
    private static int report(Exception e) throws Exception {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserException user) {
                System.err.println("resnet50: " + user.getMessage());
                return user.exitCode().code();
            }
        }
        throw e;
    }

    @Override
    public Integer call() throws IOException {
        SparkConf conf = new SparkConf()
                .setIfMissing("spark.master", "local[*]")
                .setIfMissing("spark.app.name", "label-spark");
        SparkDefaults.addTo(conf);
        Results.commitByTask(conf);
        try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
            LabelOptions labels = options.labelOptions();
            ShippedWeights weights = ShippedWeights.of(spark.sparkContext(), labels);
            Results results = new Results(spark, output, weights.network());
            if (!resume) {
                results.refuseExisting();
            }
            Metrics metrics = Metrics.of(spark.sparkContext());
            Dataset<Row> pictures = table == null ? listed(spark, results) : ofTable(spark, results);
            results.add(LabelPictures.label(pictures, weights, labels, metrics));
            System.err.println("resnet50: " + metrics);
        }
        return ExitCode.OK.code();
    }

    /** The pictures of files and folders, in partitions of equal cost. */
    private Dataset<Row> listed(SparkSession spark, Results results) {
        JavaSparkContext java = JavaSparkContext.fromSparkContext(spark.sparkContext());
        JavaRDD<ListedFile> files = Listing.of(java, inputs);
        if (resume) {
            Column millis = functions.unix_millis(functions.col(LabelPictures.MODIFIED));
            files = results.missing(rows(spark, files))
                    .select(functions.col("path"), functions.col(LabelPictures.LENGTH), millis)
                    .javaRDD()
                    .map(row -> new ListedFile(row.getString(0), row.getLong(1), row.getLong(2)));
        }
        files = files.persist(StorageLevel.MEMORY_AND_DISK());
        long[] sum = files.map(file -> new long[] {1, file.cost()})
                .fold(new long[2], (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
        if (sum[0] == 0 && !resume) {
            throw UserException.noInput(String.join(", ", inputs)
                    + ": no picture; they should hold JPEG, PNG, GIF, BMP or WebP files");
        }
        int count = tasks > 0 ? tasks : Deal.tasks(sum[0], sum[1], java.defaultParallelism());
        return rows(spark, Deal.deal(files, count));
    }

    private static Dataset<Row> rows(SparkSession spark, JavaRDD<ListedFile> files) {
        JavaRDD<Row> rows = files.map(file -> RowFactory.create(file.path(), file.length(), file.modified()));
        return LabelPictures.withTimestamp(spark.createDataset(rows.rdd(), Encoders.row(LISTED)));
    }

    private Dataset<Row> ofTable(SparkSession spark, Results results) {
        Dataset<Row> pictures = spark.read().format(table).load(inputs.toArray(String[]::new));
        if (resume && !List.of(pictures.columns()).contains("path")) {
            throw new UserException(ExitCode.USAGE, "--resume needs a column path in the table; it has none");
        }
        Dataset<Row> rest = resume ? results.missing(pictures) : pictures;
        return tasks > 0 ? rest.repartition(tasks) : rest;
    }
}
