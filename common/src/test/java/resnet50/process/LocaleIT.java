package resnet50.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.process.Jar.Outcome;

/** Names beyond ASCII without a UTF-8 locale. The shell creates them, because the tests' JVM may lack such a locale too. */
@Tag(CommandLineIT.ANY_STAGE)
class LocaleIT {
    private static final String QUICK = " --weights synthetic --arch resnet18 --crop 32 --format csv -k 1 ";
    /** {@code ü-猫}. */
    private static final String WORD = "$(printf '\\303\\274-\\347\\214\\253')";
    private static final String BARE = "env -i PATH=\"$PATH\" ";

    @TempDir
    Path folder;

    @BeforeEach
    void copyPicture() throws IOException {
        Files.copy(Jar.FILE.resolveSibling("pics/cat.jpg"), folder.resolve("cat.jpg"));
    }

    private Outcome shell(String line) {
        return new Jar(folder).shell("W=\"" + WORD + "\"; " + line);
    }

    @Test
    void labelsPicturesAndFolders() {
        Outcome outcome = shell("mkdir \"$W\"; cp cat.jpg \"$W/a $W.jpg\"; cp cat.jpg \"$W.jpg\"; cp cat.jpg 100%.jpg; "
                + BARE + "java -jar $JAR" + QUICK + " \"$W.jpg\" \"$PWD/$W\" 100%.jpg");
        assertEquals(0, outcome.exitCode(), outcome.err());
        List<String> names = outcome.outLines().stream().skip(1).map(row -> row.substring(0, row.indexOf(','))).toList();
        assertEquals("ü-猫.jpg", names.get(0));
        assertTrue(names.get(1).endsWith("/ü-猫/a ü-猫.jpg"), names.get(1));
        assertEquals("100%.jpg", names.get(2));
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }

    @Test
    void labelsInAFolderWithANonAsciiName() {
        Outcome outcome = shell("mkdir \"$W\"; cp cat.jpg \"$W/$W.jpg\"; cd \"$W\"; LC_ALL=C java -jar $JAR" + QUICK + " . \"$W.jpg\"");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(3, outcome.outLines().size(), outcome.out());
    }

    @Test
    void findsWeights() {
        Outcome outcome = shell("echo 'Dear reader, these are no weights.' > \"$W.pth\"; LC_ALL=C java -jar $JAR --weights \"$W.pth\" cat.jpg");
        assertEquals(65, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().startsWith("resnet50: ü-猫.pth: "), outcome.err());
        outcome = shell("LC_ALL=C RESNET50_WEIGHTS=\"$PWD/$W.pth\" java -jar $JAR weights verify");
        assertEquals(65, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("/ü-猫.pth: "), outcome.err());
    }

    @Test
    void namesAMissingFileAsTyped() {
        Outcome outcome = shell("LC_ALL=C java -jar $JAR" + QUICK + " \"no $W.jpg\"");
        assertEquals(66, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("resnet50: no ü-猫.jpg: no such file; check the path\n"), outcome.err());
    }

    @Test
    void reportsANameThatIsNotUtf8() {
        Outcome outcome = shell("B=\"$(printf 'b\\377d.jpg')\"; cp cat.jpg \"$B\"; LC_ALL=C java -jar $JAR" + QUICK + " \"$B\"");
        assertEquals(66, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains(".jpg: no such file; rename it, for its name is not valid UTF-8\n"), outcome.err());
    }

    /** With the Vector API module the launcher starts no second JVM, so the locale cannot be changed. */
    @Test
    void namesTheLocaleAndTheRemedy() {
        String java = System.getProperty("java.home") + "/bin/java --add-modules jdk.incubator.vector";
        Outcome outcome = shell("cp cat.jpg \"$W.jpg\"; LC_ALL=C " + java + " -jar $JAR" + QUICK + " \"$W.jpg\" cat.jpg");
        assertEquals(66, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("; set LC_ALL=C.UTF-8, for its name has letters that "), outcome.err());
        assertTrue(outcome.err().contains("(LC_ALL=C)"), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
        outcome = shell("LC_ALL=C " + java + " -jar $JAR --weights \"$W.pth\" cat.jpg");
        assertEquals(66, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("; set LC_ALL=C.UTF-8, for its name has letters that "), outcome.err());
    }
}
