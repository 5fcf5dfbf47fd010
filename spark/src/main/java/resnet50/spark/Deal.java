package resnet50.spark;

import java.io.Serial;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Distributes files over tasks round-robin, the longest first. The bytes of two tasks differ by at most the length of
 * the longest file, their numbers of files by one.
 */
final class Deal {
    /** Some five minutes: a lost executor repeats that much. Each task writes one file. */
    private static final long COST_PER_TASK = 4L << 30;

    /** More tasks balance the load better at the end of a job. */
    private static final int TASKS_PER_CORE = 4;

    private Deal() {}

    /**
     * Returns the number of tasks.
     *
     * @param cost  sum of {@link ListedFile#cost} over all files
     * @param cores of the cluster
     */
    static int tasks(long files, long cost, int cores) {
        long wanted = Math.max((long) TASKS_PER_CORE * cores, (cost + COST_PER_TASK - 1) / COST_PER_TASK);
        return Math.clamp(Math.min(wanted, files), 1, Integer.MAX_VALUE);
    }

    /** Returns the files in a given number of partitions. */
    static JavaRDD<ListedFile> deal(JavaRDD<ListedFile> files, int tasks) {
        return files.sortBy(file -> file, true, files.getNumPartitions())
                .zipWithIndex()
                .mapToPair(file -> new Tuple2<>((int) (file._2() % tasks), file._1()))
                .partitionBy(new Given(tasks))
                .values();
    }

    /** The key is the number of the partition. */
    private static final class Given extends Partitioner {
        @Serial
        private static final long serialVersionUID = 1;

        private final int tasks;

        Given(int tasks) {
            this.tasks = tasks;
        }

        @Override
        public int numPartitions() {
            return tasks;
        }

        @Override
        public int getPartition(Object key) {
            return (int) key;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Given given && given.tasks == tasks;
        }

        @Override
        public int hashCode() {
            return tasks;
        }
    }
}
