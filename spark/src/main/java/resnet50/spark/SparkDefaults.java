package resnet50.spark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkConf;
import resnet50.stage.JvmOptions;

/**
 * The stage's JVM options in Spark's settings. The main method prints a properties file for {@code spark-submit}:
 * {@code java -cp label-spark.jar resnet50.spark.SparkDefaults > label-spark.conf}.
 */
public final class SparkDefaults {
    static final String EXECUTORS = "spark.executor.extraJavaOptions";
    static final String DRIVER = "spark.driver.extraJavaOptions";

    private SparkDefaults() {}

    /** Prints the properties file to standard output. */
    public static void main(String[] args) {
        String options = String.join(" ", JvmOptions.all());
        System.out.println(DRIVER + " " + options);
        System.out.println(EXECUTORS + " " + options);
    }

    /** Adds missing options to the executors' setting, before the user's, because later options win. */
    static void addTo(SparkConf conf) {
        String given = conf.get(EXECUTORS, "");
        List<String> options = missing(List.of(given.split("\\s+")));
        conf.set(EXECUTORS, (String.join(" ", options) + " " + given).strip());
    }

    /** Returns the options that this JVM was started without. */
    static List<String> missingHere() {
        return missing(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    private static List<String> missing(List<String> given) {
        List<String> missing = new ArrayList<>(JvmOptions.all());
        missing.removeAll(Set.copyOf(given));
        return missing;
    }
}
