package resnet50.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.ExitCode;

class DatasetTest {
    private static final String TABBY = "n02123045"; // 281
    private static final String TENCH = "n01440764"; // 0

    @TempDir
    Path folder;

    private void picture(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private Path list(String text) throws IOException {
        return Files.writeString(folder.resolve("list.csv"), text);
    }

    @Test
    void foldersNameTheClassOfTheirPictures() throws IOException {
        picture(TABBY + "/b.jpg");
        picture(TABBY + "/more/a.PNG");
        picture(TABBY + "/notes.txt");
        picture(TENCH + "/x.jpeg");
        Files.createDirectory(folder.resolve("n01443537")); // a class without pictures
        Dataset dataset = Dataset.open(folder);
        assertEquals(
                List.of(
                        new Example(TENCH + "/x.jpeg", folder.resolve(TENCH + "/x.jpeg"), 0),
                        new Example(TABBY + "/b.jpg", folder.resolve(TABBY + "/b.jpg"), 281),
                        new Example(TABBY + "/more/a.PNG", folder.resolve(TABBY + "/more/a.PNG"), 281)),
                dataset.examples());
        assertTrue(dataset.wnids());
    }

    @Test
    void picturesAreNamedRelativeToTheNormalizedFolder() throws IOException {
        picture(TABBY + "/b.jpg");
        Path roundabout = folder.resolve(TABBY).resolve("..").resolve(".");
        assertEquals(TABBY + "/b.jpg", Dataset.open(roundabout).examples().getFirst().name());
    }

    private void assertRefusedFolder(ExitCode code, String part) {
        assertRefused(code, folder.toString(), part, open(folder));
    }

    private static Callable<Dataset> open(Path path) {
        return () -> Dataset.open(path);
    }

    @Test
    void listsFoldersThatAreNotClasses() throws IOException {
        picture(TABBY + "/b.jpg");
        picture("cats/b.jpg");
        assertRefusedFolder(ExitCode.BAD_DATA, ": cats is no class of ImageNet; ");
        for (String name : List.of("dogs", "n00000000", "x", "y")) {
            picture(name + "/b.jpg");
        }
        assertRefusedFolder(ExitCode.BAD_DATA, ": cats, dogs, n00000000 and 2 more are no classes of ImageNet; ");
    }

    @Test
    void refusesPicturesOutsideClassFolders() throws IOException {
        picture(TABBY + "/b.jpg");
        picture("stray.jpg");
        assertRefusedFolder(ExitCode.BAD_DATA, "stray.jpg: is in no class's folder");
    }

    @Test
    void refusesDatasetsWithoutPictures() throws IOException {
        Path none = folder.resolve("none");
        assertRefused(ExitCode.NO_INPUT, none + ": no such folder or CSV file", "", open(none));
        assertRefusedFolder(ExitCode.NO_INPUT, ": a folder without a picture");
        picture(TABBY + "/notes.txt");
        assertRefusedFolder(ExitCode.NO_INPUT, ": a folder without a picture");
        assertRefused(ExitCode.NO_INPUT, folder + "/list.csv: lists no pictures", "", open(list("")));
        assertRefused(ExitCode.NO_INPUT, folder + "/list.csv: lists no pictures", "", open(list("path,class\n")));
    }

    @Test
    void pathsInAListAreRelativeToItsFolder() throws IOException {
        Dataset dataset = Dataset.open(list("path,class\n\"a,b.jpg\",7\r\n/c.jpg, 999 ,0.5\n"));
        assertEquals(
                List.of(new Example("a,b.jpg", folder.resolve("a,b.jpg"), 7), new Example("/c.jpg", Path.of("/c.jpg"), 999)),
                dataset.examples());
        assertFalse(dataset.wnids());
    }

    @Test
    void acceptsListsWithoutHeadingAndWithWordNetIds() throws IOException {
        Dataset dataset = Dataset.open(list("\uFEFFa.jpg," + TABBY + "\nb.jpg,0\n"));
        assertEquals(List.of("a.jpg", "b.jpg"), dataset.examples().stream().map(Example::name).toList());
        assertEquals(281, dataset.examples().getFirst().truth());
        assertTrue(dataset.wnids());
    }

    @ParameterizedTest
    @ValueSource(strings = {"path,class", "ImageId,PredictionString", "File Name,Ground Truth", "foto,label", "image,klasse"})
    void skipsAFirstRowThatNamesColumns(String heading) throws IOException {
        assertEquals(1, Dataset.open(list(heading + "\na.jpg,1\n")).examples().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg,tabby", "a.jpg,class", "folder/a,label", "a.jpg,", "image,n00000000"})
    void refusesAnUnknownClassInTheFirstRow(String row) throws IOException {
        assertRefused(ExitCode.BAD_DATA, folder + "/list.csv: row 1: ", " is not a class of ImageNet", open(list(row + "\na.jpg,1\n")));
    }

    @Test
    void errorsInAListNameTheRow() throws IOException {
        String start = folder.resolve("list.csv").toString();
        assertRefused(ExitCode.BAD_DATA, start, ": row 2: cat is not a class of ImageNet", open(list("a.jpg,1\nb.jpg,cat\n")));
        assertRefused(ExitCode.BAD_DATA, start, ": row 1: n00000000 is not a class", open(list("a.jpg,n00000000\n")));
        assertRefused(ExitCode.BAD_DATA, start, ": row 1: has no class", open(list("a.jpg\n")));
        assertRefused(ExitCode.BAD_DATA, start, ": row 3: a.jpg is there already", open(list("a.jpg,1\nb.jpg,1\na.jpg,1\n")));
        assertRefused(ExitCode.BAD_DATA, start, ": row 1: a?b is not a valid file name", open(list("a\0b,1\n")));
        Path picture = Files.write(folder.resolve("x.csv"), "\u00ff\u00d8".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(ExitCode.BAD_DATA, picture + ": is not UTF-8 text", "", open(picture));
    }

    @Test
    void refusesClassesThatTheNetworkLacks() throws IOException {
        Dataset indices = Dataset.open(list("a.jpg,2\nb.jpg,9\n"));
        indices.check(10, false);
        assertRefused(ExitCode.BAD_DATA, indices.source(), "b.jpg is of class 9, but the network has 9", () -> {
            indices.check(9, false);
            return null;
        });
        Dataset wnids = Dataset.open(list("a.jpg," + TENCH + "\n"));
        wnids.check(1000, true);
        assertRefused(ExitCode.BAD_DATA, wnids.source(), "10 classes are not ImageNet's", () -> {
            wnids.check(10, false);
            return null;
        });
    }
}
