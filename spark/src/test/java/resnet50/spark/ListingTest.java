package resnet50.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.UserException;

class ListingTest {
    private final JavaSparkContext spark = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

    @TempDir
    Path folder;

    private Set<String> list(String... patterns) {
        List<ListedFile> files = Listing.of(spark, List.of(patterns)).collect();
        Set<String> paths = files.stream().map(ListedFile::path).collect(Collectors.toSet());
        assertEquals(files.size(), paths.size());
        return paths.stream().map(path -> path.replaceFirst("file:" + folder + "/", "")).collect(Collectors.toSet());
    }

    private void make(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name.contains("empty") ? "" : "x");
        }
    }

    @Test
    void foldersAreListedByTheRulesOfTheCommandLine() throws IOException {
        make("a.jpg", "b/c.PNG", "b/d/e/f.webp", "b/empty.jpg", ".hidden.jpg", ".git/g.jpg", "b/.git/h.jpg",
                "notes.txt", "_i.jpg", "x=1/j.jpg", "12:30.jpg", "b/12:31.jpg", "k l%20m.jpg", "[n]{o}*.jpg");
        Set<String> all = Set.of("a.jpg", "b/c.PNG", "b/d/e/f.webp", "b/empty.jpg", "_i.jpg", "x=1/j.jpg", "12:30.jpg",
                "b/12:31.jpg", "k l%20m.jpg", "[n]{o}*.jpg");
        assertEquals(all, list(folder.toString()));
        Set<String> inB = Set.of("a.jpg", "b/c.PNG", "b/d/e/f.webp", "b/empty.jpg", "b/12:31.jpg");
        assertEquals(inB, list(folder + "/a.*", folder + "/b"));
        assertEquals(Set.of("[n]{o}*.jpg"), list(folder + "/[n]{o}*.jpg"));
        assertEquals(Set.of("notes.txt"), list(folder + "/notes.txt"));
    }

    @Test
    void nothingIsAnError() {
        assertThrows(UserException.class, () -> list(folder + "/*.jpg"));
        assertThrows(UserException.class, () -> list(folder + "/missing"));
        assertThrows(UserException.class, () -> list("nosuchscheme://a/b"));
        assertEquals(Set.of(), list(folder.toString()));
    }
}
