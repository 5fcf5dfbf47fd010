package resnet50.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.ExitCode;
import resnet50.core.UserException;

final class PictureFilesTest {
    @TempDir
    private Path folder;

    @Test
    void expandsAFolderToItsPicturesInNameOrder() throws IOException {
        for (String name : List.of("b.PNG", "a.jpg", "c/z.webp", "c/d/y.JPEG", "e.gif", "a/x.bmp", "f.jfif", "g.JPE", "h.jif")) {
            touch(name);
        }
        for (String name : List.of("readme.txt", "a.jpg.part", ".hidden.jpg", ".git/x.jpg", "picture.tif", "c/Thumbs.db")) {
            touch(name);
        }
        assertEquals(
                paths("a/x.bmp", "a.jpg", "b.PNG", "c/d/y.JPEG", "c/z.webp", "e.gif", "f.jfif", "g.JPE", "h.jif"),
                PictureFiles.expand(List.of(folder.toString())));
    }

    @Test
    void keepsFilesAndTheirOrder() throws IOException {
        touch("sub/p.jpg");
        List<String> arguments = List.of("zzz-missing.xyz", folder.resolve("sub").toString(), "-", "./a.txt", "a\0b");
        assertEquals(
                List.of("zzz-missing.xyz", folder.resolve("sub/p.jpg").toString(), "-", "./a.txt", "a\0b"),
                PictureFiles.expand(arguments));
    }

    @Test
    void refusesAFolderWithoutPictures() throws IOException {
        touch("notes.txt");
        Files.createDirectory(folder.resolve("empty"));
        UserException e = assertThrows(UserException.class, () -> PictureFiles.expand(List.of(folder.toString())));
        assertEquals(ExitCode.NO_INPUT, e.exitCode());
        assertEquals(
                folder + ": a folder without a picture; it should hold JPEG, PNG, GIF, BMP or WebP files", e.getMessage());
    }

    @Test
    void acceptsStandardInputOnlyOnce() {
        assertEquals(List.of("-"), PictureFiles.expand(List.of("-")));
        UserException e = assertThrows(UserException.class, () -> PictureFiles.expand(List.of("-", "a.jpg", "-")));
        assertEquals(ExitCode.USAGE, e.exitCode());
    }

    @Test
    void doesNotFollowALinkToAParentFolder() throws IOException {
        touch("c/a.jpg");
        Files.createSymbolicLink(folder.resolve("c/loop"), folder);
        Files.createSymbolicLink(folder.resolve("d"), folder.resolve("c")); // a link that is not a loop
        assertEquals(paths("c/a.jpg", "d/a.jpg"), PictureFiles.expand(List.of(folder.toString())));
    }

    private void touch(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[0]);
    }

    private List<String> paths(String... names) {
        return List.of(names).stream().map(name -> folder.resolve(name).toString()).toList();
    }
}
