package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.process.Jar.Outcome;

/**
 * Copies, moves and links the jar and its class archive. In each place, the jar labels a picture and finds the weights
 * in the folder {@code model} beside it.
 */
@Tag(CommandLineIT.ANY_STAGE)
class JarPlacesIT {
    private static final String QUICK = " --weights synthetic --arch resnet18 --crop 32 --format csv -k 1 ";
    private static final Path ARCHIVE = Path.of(Jar.FILE.toString().replaceFirst("jar$", "jsa"));

    @TempDir
    Path folder;

    private Path picture() throws IOException {
        return Files.copy(Jar.FILE.resolveSibling("pics/cat.jpg"), folder.resolve("cat.jpg"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Installs a jar, its archive and an invalid weights file; the error message shows whether the file was found. */
    private static Path installed(Path place) throws IOException {
        Files.createDirectories(place.resolve("model"));
        Files.writeString(place.resolve("model/resnet50.pth"), "Dear reader, these are no weights.\n");
        Files.copy(ARCHIVE, place.resolve(ARCHIVE.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        return Files.copy(Jar.FILE, place.resolve(Jar.FILE.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }

    /**
     * Runs a jar from an empty folder.
     *
     * @param java command with its options
     * @param jar  path for the command line
     * @param model folder in which the jar must find weights
     */
    private void assertWorks(String java, String jar, Path model) throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        String start = "cd '" + elsewhere + "' && exec " + java + " -jar '" + jar + "'";
        Outcome label = new Jar(folder).shell(start + QUICK + "'" + picture() + "'");
        assertEquals(0, label.exitCode(), label.err());
        assertTrue(label.outLines().get(1).startsWith(folder.resolve("cat.jpg") + ",,"), label.out());
        assertEquals(1, label.err().lines().count(), label.err());
        Outcome help = new Jar(folder).shell(start + " --help");
        assertEquals(0, help.exitCode(), help.err());
        Outcome show = new Jar(folder).shell(start + " weights verify");
        assertEquals(65, show.exitCode(), show.out() + show.err());
        assertTrue(show.err().contains(model.resolve("resnet50.pth").toString()), show.err());
        assertFalse(show.err().contains("\tat "), show.err());
    }

    private void assertFromArchive(String java, String jar) throws IOException {
        Path log = folder.resolve("classes.txt");
        new Jar(folder).shell(java + " -Xlog:class+load:file=classes.txt -jar '" + jar + "'" + QUICK + "'" + picture() + "'");
        assertTrue(Files.readString(log).contains("resnet50.cli.Main source: shared objects file (top)"), "loaded from the jar");
    }

    @Test
    void aCopyWithPreservedTimes() throws IOException {
        Path jar = installed(folder.resolve("copy"));
        assertWorks("java", jar.toString(), jar.resolveSibling("model"));
        assertFromArchive("java", jar.toString());
    }

    @Test
    void aFolderWithSpacesAndNonAsciiLetters() throws IOException {
        Path first = installed(folder.resolve("first"));
        Path jar = Files.move(first.getParent(), folder.resolve("zweiter Ort ü 猫")).resolve(first.getFileName());
        assertWorks("java", jar.toString(), jar.resolveSibling("model"));
        assertFromArchive("java", jar.toString());
        assertWorks("java", "../" + jar.getParent().getFileName() + "/" + jar.getFileName(), jar.resolveSibling("model"));
    }

    @Test
    void aSymbolicLinkOfAnotherName() throws IOException {
        Path jar = installed(folder.resolve("real ü"));
        Path link = Files.createSymbolicLink(Files.createDirectory(folder.resolve("bin")).resolve("r50.jar"), jar);
        assertWorks("java", link.toString(), jar.resolveSibling("model"));
        assertFromArchive("java", link.toString());
        Files.createDirectory(link.resolveSibling("model"));
        Files.writeString(link.resolveSibling("model/resnet50.pth"), "Dear reader, neither are these.\n");
        assertWorks("java", link.toString(), link.resolveSibling("model"));
    }

    /** Mounts in a mount namespace, which ends with its process. */
    @Test
    void aReadOnlyNoexecMount() throws IOException {
        Assumptions.assumeTrue(
                new Jar(folder).shell("unshare -m mount -t tmpfs tmpfs .").exitCode() == 0, "needs root, to mount a file system");
        Path source = installed(folder.resolve("source")).getParent();
        Path mount = Files.createDirectory(folder.resolve("mount"));
        Path script = Files.writeString(folder.resolve("mounted.sh"), """
                mount -t tmpfs -o noexec tmpfs '%2$s' && cp -Rp '%1$s/.' '%2$s' && mount -o remount,ro,noexec '%2$s' || exit 1
                ! touch '%2$s/x' 2>&- && exec java "$@"
                """.formatted(source, mount));
        for (String arguments : List.of(QUICK + "'" + picture() + "'", " --help", " weights verify")) {
            boolean verify = arguments.contains("verify");
            Outcome outcome = new Jar(folder)
                    .shell("unshare -m sh '" + script + "' -jar '" + mount.resolve(Jar.FILE.getFileName()) + "'" + arguments);
            assertEquals(verify ? 65 : 0, outcome.exitCode(), outcome.err());
            assertFalse(outcome.err().contains("\tat "), outcome.err());
            assertEquals(verify, outcome.err().contains(mount.resolve("model/resnet50.pth").toString()), outcome.err());
        }
    }
}
