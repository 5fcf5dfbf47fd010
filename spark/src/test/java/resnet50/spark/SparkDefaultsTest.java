package resnet50.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import resnet50.stage.JvmOptions;

class SparkDefaultsTest {
    @Test
    void executorsGetTheOptionsThatTheyLack() {
        SparkConf conf = new SparkConf(false).set(SparkDefaults.EXECUTORS, "-Da=b");
        SparkDefaults.addTo(conf);
        String options = conf.get(SparkDefaults.EXECUTORS);
        assertEquals(String.join(" ", JvmOptions.all()) + " -Da=b", options);
        SparkDefaults.addTo(conf);
        assertEquals(options, conf.get(SparkDefaults.EXECUTORS));
        assertTrue(options.contains("CompileThresholdScaling"), options);
    }

    @Test
    void optionsArePlainWordsForEveryClusterManager() {
        for (String option : JvmOptions.all()) {
            assertTrue(option.matches("[\\w.,:=/*+-]+"), option);
        }
    }

    @Test
    void testsRunWithTheStagesOptions() {
        assertEquals(List.of(), SparkDefaults.missingHere());
    }
}
