package resnet50.spark;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.SparkSession;
import resnet50.picture.Preprocessor;
import resnet50.preprocess.PreprocessingOptions;

/** A session in this JVM, shared by all tests, and a small network. */
final class LocalSpark {
    /** Seeded weights: labels mean nothing, but are always the same. */
    static final LabelOptions QUICK = LabelOptions.defaults()
            .withWeights("synthetic")
            .withArchitecture("resnet18")
            .withPreprocessing(new PreprocessingOptions(
                    OptionalInt.empty(),
                    OptionalInt.of(32),
                    Optional.of(Preprocessor.Mode.STRETCH),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));

    private LocalSpark() {}

    static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.sql.warehouse.dir", Path.of("spark/target/warehouse").toUri().toString())
                .getOrCreate();
    }
}
