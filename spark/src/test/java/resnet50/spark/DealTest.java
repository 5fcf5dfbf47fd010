package resnet50.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class DealTest {
    private static final int TASKS = 7;

    @Test
    void tasksDifferByTheLongestFileAtMost() {
        Random random = new Random(1);
        List<ListedFile> files = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            files.add(new ListedFile("f" + i, i % 10 == 0 ? 8 << 20 : 8 << 10, random.nextLong()));
        }
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
        List<List<ListedFile>> dealt = Deal.deal(spark.parallelize(files, 5), TASKS).glom().collect();

        assertEquals(TASKS, dealt.size());
        long[] bytes = dealt.stream()
                .mapToLong(task -> task.stream().mapToLong(ListedFile::length).sum())
                .sorted()
                .toArray();
        assertTrue(bytes[TASKS - 1] - bytes[0] <= 8 << 20, bytes[0] + " to " + bytes[TASKS - 1]);
        int[] counts = dealt.stream().mapToInt(List::size).sorted().toArray();
        assertTrue(counts[TASKS - 1] - counts[0] <= 1, counts[0] + " to " + counts[TASKS - 1]);
        List<ListedFile> all = new ArrayList<>();
        dealt.forEach(all::addAll);
        all.sort(null);
        files.sort(null);
        assertEquals(files, all);
    }

    @Test
    void fewFilesGetATaskEachAndManyShareOne() {
        assertEquals(1, Deal.tasks(0, 0, 2));
        assertEquals(3, Deal.tasks(3, 3 << 20, 2));
        assertEquals(8, Deal.tasks(1000, 1000 << 20, 2));
        assertEquals(100, Deal.tasks(1_000_000, (400L << 30) - 1, 2));
    }
}
