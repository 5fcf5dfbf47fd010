package resnet50.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands, messages and exit codes. */
class CommandLineTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void everyLessonHasHelpAndAReadme() throws IOException {
        assertEquals(0, run("--help"));
        String all = text(out);
        for (Lesson lesson : Main.LESSONS) {
            assertTrue(all.contains("\n  " + lesson.name() + " "), all);
            out.reset();
            assertEquals(0, run(lesson.name(), "--help"));
            assertTrue(text(out).startsWith("Usage: java -jar lessons.jar " + lesson.name() + " "), text(out));
            if (!(lesson instanceof Page)) {
                String readme = Files.readString(Path.of(lesson.name(), "README.md"));
                assertTrue(readme.contains("java -jar lessons.jar " + lesson.name()), readme);
                assertTrue(Stream.of("\n## Run", "\n## Read", "\n## Try next").allMatch(readme::contains), readme);
            }
        }
        assertEquals("", text(err));
    }

    @Test
    void writesFurtherPicturesBesideTheOutputFile() throws IOException {
        assertEquals(0, run("canny", "../pics/espresso.png", "--steps", "-o", file("a.b.png")), text(err));
        assertEquals(0, run("otsu", "../pics/cat.jpg", "-o", file("otsu.png")), text(err));
        assertEquals(0, run("mnist", "draw", "-o", file("draw.png")), text(err));
        assertEquals(0, run("gaussian-blur", "--sigma=2", "--border", "repeat", "-o", file("blur.png")), text(err));
        assertEquals(Set.of("a.b.png", "a.b-1-smooth.png", "a.b-2-gradient.png", "a.b-3-thin.png", "a.b-4-classify.png", "otsu.png",
                "otsu-histogram.png", "draw.png", "blur.png"), files());
        assertTrue(text(out).contains("this is a 5\n"), text(out));
        assertEquals(600, PictureFiles.read(folder.resolve("a.b.png")).width());
    }

    @Test
    void usageErrorsExitWith2() {
        assertMistake(2, "no lesson given; --help lists lessons and options");
        assertMistake(2, "grey: no such lesson; --help lists lessons and options", "grey");
        assertMistake(2, "--big: no such option; --help lists lessons and options", "gray", "--big");
        assertMistake(2, "b.png: one picture is enough; --help lists lessons and options", "gray", "a.png", "b.png");
        assertMistake(2, "-o needs a value; --help lists lessons and options", "gray", "-o");
        assertMistake(2, "-o needs the name of a file; --help lists lessons and options", "gray", "-o", "");
        assertMistake(2, "-o a.jpg: pictures are written as PNG, give a name that ends in .png; --help lists lessons and options",
                "canny", "--steps", "-o", "a.jpg");
        assertMistake(2, "--radius 501: give a whole number from 0 to 500; --help lists lessons and options", "mean-blur", "--radius", "501");
        assertMistake(2, "--sigma NaN: give a number from 0.1 to 100.0; --help lists lessons and options", "gaussian-blur", "--sigma", "NaN");
        assertMistake(2, "--border round: give one of mirror, repeat, black; --help lists lessons and options",
                "gaussian-blur", "--border", "round");
        assertMistake(2, "--low 90.0 is above --high 80.0; --help lists lessons and options", "canny", "--low", "90");
        assertMistake(2, "one of train, test, draw is missing; --help lists lessons and options", "mnist");
        assertMistake(2, "a.png: no picture is needed; --help lists lessons and options", "mnist", "train", "a.png");
    }

    @Test
    void badAndMissingFilesExitWith65And66() throws IOException {
        Path cat = Files.copy(Path.of("../pics/cat.png"), folder.resolve("cat.png"));
        assertMistake(2, cat + ": would replace the input, give another name with -o; --help lists lessons and options",
                "gray", cat.toString(), "-o", cat.toString());
        byte[] whole = Files.readAllBytes(cat);
        Path broken = Files.write(folder.resolve("broken.png"), Arrays.copyOf(whole, 5000));
        assertMistake(65, broken + ": broken picture; give a PNG, JPEG, GIF or BMP picture", "gray", broken.toString());
        byte[] huge = Arrays.copyOf(whole, whole.length);
        huge[16] = 0x7f; // high byte of the width
        Path large = Files.write(folder.resolve("large.png"), huge);
        assertEquals(65, run("gray", large.toString()));
        Path text = Files.writeString(folder.resolve("text.png"), "text");
        assertMistake(65, text + ": not a picture; give a PNG, JPEG, GIF or BMP picture", "gray", text.toString());
        assertMistake(65, text + ": not the weights of this network; make them by mnist train", "mnist", "test", "--weights", text.toString());
        assertMistake(66, file("none.png") + ": no such file; check the name", "gray", file("none.png"));
        assertMistake(66, folder + ": is a folder; give a file", "gray", folder.toString());
        assertMistake(66, file("none/a.png") + ": cannot be written; check the folder and its permissions", "gray", "-o", file("none/a.png"));
        assertMistake(66, folder + ": not the folder of the lessons' sources; give it with --lessons", "page", "--lessons", folder.toString());
        assertFalse(files().contains("gray.png"));
    }

    private void assertMistake(int code, String message, String... args) {
        out.reset();
        err.reset();
        assertEquals(code, run(args), text(err));
        assertEquals("lessons: " + message + "\n", text(err));
    }

    private int run(String... args) {
        return Main.run(args, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
