package resnet50.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import resnet50.api.Classifier;
import resnet50.api.Prediction;
import resnet50.core.ExitCode;
import resnet50.core.Printable;
import resnet50.core.UserException;
import resnet50.picture.Picture;

/** Labels one picture after another, within a task. Each picture gives a row, whatever its bytes are. */
final class Labeler implements Serializable {
    private static final long serialVersionUID = 1;

    static final StructType LABEL = new StructType()
            .add("index", DataTypes.IntegerType, false)
            .add("wnid", DataTypes.StringType, false)
            .add("label", DataTypes.StringType, false)
            .add("probability", DataTypes.DoubleType, false);

    /** Labels, or an error and its kind. */
    static final StructType RESULT = new StructType()
            .add("labels", DataTypes.createArrayType(LABEL, false))
            .add("error", DataTypes.StringType)
            .add("errorKind", DataTypes.StringType);

    private final ShippedWeights weights;
    private final int k;
    private final Metrics metrics;
    private transient Classifier classifier; // null before the first picture of the task

    Labeler(ShippedWeights weights, int k, Metrics metrics) {
        this.weights = weights;
        this.k = k;
        this.metrics = metrics;
    }

    Metrics metrics() {
        return metrics;
    }

    /**
     * Returns a row of {@link #RESULT}.
     *
     * @param name for messages
     */
    Row label(String name, byte[] file) {
        if (classifier == null) {
            classifier = SharedClassifier.of(weights);
        }
        metrics.pictures.add(1);
        try {
            long start = System.nanoTime();
            Picture picture = classifier.read(name, file);
            long decoded = System.nanoTime();
            metrics.decoded(decoded - start);
            List<Prediction> predictions = classifier.classify(picture, k);
            metrics.computed(System.nanoTime() - decoded);
            return RowFactory.create(predictions.stream().map(this::row).toArray(Row[]::new), null, null);
        } catch (UserException e) {
            return error(e.exitCode(), e.getMessage());
        } catch (IllegalStateException e) {
            String message = Printable.text(name) + ": " + e.getMessage() + "; report it with the picture";
            return error(ExitCode.INTERNAL, message);
        } catch (OutOfMemoryError _) {
            return error(ExitCode.BAD_DATA, Printable.text(name) + ": too large for the executor's memory; raise it");
        }
    }

    private Row row(Prediction p) {
        List<String> names = weights.network().names();
        return names.isEmpty()
                ? RowFactory.create(p.index(), p.wnid(), p.label(), p.probability())
                : RowFactory.create(p.index(), "", names.get(p.index()), p.probability());
    }

    /** Returns the row of a picture that cannot be read. */
    Row failed(UserException e) {
        metrics.pictures.add(1);
        return error(e.exitCode(), e.getMessage());
    }

    private Row error(ExitCode code, String message) {
        metrics.errors.add(1);
        String kind = switch (code) {
            case BAD_DATA -> "bad data";
            case NO_INPUT -> "no input";
            default -> "internal";
        };
        return RowFactory.create(null, message, kind);
    }
}
