package resnet50.spark;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** Accumulators that Spark's UI shows per task and stage. A task that runs twice counts twice. */
final class Metrics implements Serializable {
    private static final long serialVersionUID = 1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    final LongAccumulator pictures;
    final LongAccumulator errors;
    private final LongAccumulator readMillis;
    private final LongAccumulator decodeMillis;
    private final LongAccumulator networkMillis;
    private long readNanos; // less than a millisecond, not added yet; so are the next two
    private long decodeNanos;
    private long networkNanos;

    private Metrics(SparkContext spark) {
        pictures = spark.longAccumulator("pictures");
        errors = spark.longAccumulator("pictures with errors");
        readMillis = spark.longAccumulator("time waiting for files, ms");
        decodeMillis = spark.longAccumulator("decode time, ms");
        networkMillis = spark.longAccumulator("network time, ms");
    }

    static Metrics of(SparkContext spark) {
        return new Metrics(spark);
    }

    void read(long nanos) {
        readNanos = add(readMillis, readNanos + nanos);
    }

    void decoded(long nanos) {
        decodeNanos = add(decodeMillis, decodeNanos + nanos);
    }

    void computed(long nanos) {
        networkNanos = add(networkMillis, networkNanos + nanos);
    }

    /** Adds whole milliseconds; returns the rest. */
    private static long add(LongAccumulator millis, long nanos) {
        millis.add(nanos / NANOS_PER_MILLI);
        return nanos % NANOS_PER_MILLI;
    }

    @Override
    public String toString() {
        return pictures.value() + " pictures, " + errors.value() + " with errors; seconds of all tasks: "
                + readMillis.value() / 1000 + " waiting for files, " + decodeMillis.value() / 1000 + " decoding, "
                + networkMillis.value() / 1000 + " in the network";
    }
}
