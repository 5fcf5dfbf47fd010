package resnet50.spark;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import resnet50.api.Classifier;
import resnet50.api.ClassifierBuilder;
import resnet50.core.Architecture;

/**
 * The classifiers of this JVM, one per network: built by the first task that needs it, shared by all tasks until the
 * JVM ends.
 */
final class SharedClassifier {
    private static final Logger LOG = LoggerFactory.getLogger(SharedClassifier.class);
    private static final ConcurrentMap<Network, Classifier> CLASSIFIERS = new ConcurrentHashMap<>();

    static {
        List<String> missing = SparkDefaults.missingHere();
        if (!missing.isEmpty()) {
            LOG.warn("This JVM lacks options of the classifier, so pictures take longer. "
                            + "Add to {} and, for a local master, to {}: {}",
                    SparkDefaults.EXECUTORS, SparkDefaults.DRIVER, String.join(" ", missing));
        }
    }

    private SharedClassifier() {}

    /**
     * Returns the classifier of a network, which computes each picture on the calling thread.
     *
     * @throws resnet50.core.UserException the weights are missing or broken, or the JVM lacks the vector module
     */
    static Classifier of(ShippedWeights weights) {
        return CLASSIFIERS.computeIfAbsent(weights.network(), network -> weights.open(path -> open(network, path)));
    }

    /** Number of networks in this JVM. */
    static int count() {
        return CLASSIFIERS.size();
    }

    private static Classifier open(Network network, String weights) {
        ClassifierBuilder builder = Classifier.builder()
                .weights(weights)
                .averaged(network.averaged())
                .preprocessor(network.preprocessor())
                .exif(network.exif())
                .lenient(network.lenient())
                .threads(network.threads() > 0 ? network.threads() : tasksAtOnce(SparkEnv.get().conf()))
                .log(LOG::info);
        Architecture.named(network.architecture()).ifPresent(builder::architecture);
        return builder.open().onCallingThread();
    }

    /** At most one per processor, because each takes memory. */
    private static int tasksAtOnce(SparkConf conf) {
        int processors = Runtime.getRuntime().availableProcessors();
        int tasks = conf.getInt("spark.executor.cores", processors) / conf.getInt("spark.task.cpus", 1);
        return Math.clamp(tasks, 1, processors);
    }
}
