package resnet50.lessons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and its pictures in the repository equal the lessons' current output. */
class PageTest {
    private static final String REMEDY = "not current; run java -jar lessons.jar page";

    @TempDir
    Path made;

    @Test
    void pageAndPicturesAreCurrent() throws IOException {
        String html = Page.html(Path.of(""), made);
        assertEquals(Files.readString(Path.of("index.html")), html, "index.html: " + REMEDY);
        List<Path> pictures;
        try (Stream<Path> files = Files.walk(made)) {
            pictures = files.filter(Files::isRegularFile).map(made::relativize).toList();
        }
        assertTrue(pictures.size() > 10);
        for (Path picture : pictures) { // compares pixels, because another JDK may compress differently
            Picture expected = PictureFiles.read(made.resolve(picture));
            Picture actual = PictureFiles.read(picture);
            assertArrayEquals(expected.red(), actual.red(), picture + ": " + REMEDY);
            assertArrayEquals(expected.green(), actual.green(), picture + ": " + REMEDY);
            assertArrayEquals(expected.blue(), actual.blue(), picture + ": " + REMEDY);
        }
    }

    @Test
    void linksHaveTargets() throws IOException {
        Matcher link = Pattern.compile("(?:href|src)=\"([^\"#]+)\"").matcher(Files.readString(Path.of("index.html")));
        int links = 0;
        while (link.find()) {
            assertTrue(Files.exists(Path.of(link.group(1))), link.group(1));
            links++;
        }
        assertTrue(links > 20);
        for (Lesson lesson : Main.LESSONS) {
            Path readme = Path.of(lesson.name(), "README.md");
            Matcher target = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.exists(readme) ? Files.readString(readme) : "");
            while (target.find()) {
                assertTrue(Files.exists(Path.of(lesson.name()).resolve(target.group(1))), readme + ": " + target.group(1));
            }
        }
    }
}
