package resnet50.spark;

import java.io.Serial;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Deals files to tasks like cards, the longest first. So the bytes of two tasks differ by no more than the longest file's, and their
 * numbers of files by one.
 */
final class Deal {
    /** A task of this cost takes some five minutes: what a lost executor repeats, and a file of the output. */
    private static final long COST_PER_TASK = 4L << 30;

    /** So that a task that is slow does not leave the other cores idle for long. */
    private static final int TASKS_PER_CORE = 4;

    private Deal() {}

    /**
     * Returns how many tasks there should be.
     *
     * @param cost  of all files, as {@link ListedFile#cost}
     * @param cores of the cluster
     */
    static int tasks(long files, long cost, int cores) {
        long wanted = Math.max((long) TASKS_PER_CORE * cores, (cost + COST_PER_TASK - 1) / COST_PER_TASK);
        return Math.clamp(Math.min(wanted, files), 1, Integer.MAX_VALUE);
    }

    /** Returns the files in that many partitions. */
    static JavaRDD<ListedFile> deal(JavaRDD<ListedFile> files, int tasks) {
        return files.sortBy(file -> file, true, files.getNumPartitions())
                .zipWithIndex()
                .mapToPair(file -> new Tuple2<>((int) (file._2() % tasks), file._1()))
                .partitionBy(new Given(tasks))
                .values();
    }

    /** The key is the partition. */
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
