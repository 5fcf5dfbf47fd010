package resnet50.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static resnet50.weights.Refusals.assertRefused;
import static resnet50.weights.Refusals.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.ExitCode;
import resnet50.core.WeightsFile;

class WeightsFilesTest {
    @TempDir
    private Path folder;

    private void assertText(String text, String part) {
        assertRefused(folder, text.getBytes(ISO_8859_1), part);
    }

    @Test
    void refusesMissingFilesAndFolders() {
        Path missing = folder.resolve("missing.pth");
        assertRefused(ExitCode.NO_INPUT, missing + ": ", "does not exist", () -> WeightsFiles.open(missing));
        assertRefused(ExitCode.NO_INPUT, folder + ": ", "is a folder", () -> WeightsFiles.open(folder));
    }

    @Test
    void refusesUnreadableFiles() throws IOException {
        Path secret = Files.write(folder.resolve("secret.pth"), new byte[100]);
        if (secret.toFile().setReadable(false) && !Files.isReadable(secret)) {
            assertRefused(ExitCode.NO_INPUT, secret + ": ", "may not be read", () -> WeightsFiles.open(secret));
        }
    }

    @Test
    void namesTheKindOfOtherFiles() {
        assertText("", "is empty");
        assertText("abc", "too short for weights: 3 bytes");
        assertText("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "Git-LFS pointer");
        assertText("<!DOCTYPE html><html><body>404</body></html>", "HTML page");
        assertText("\n  <HTML lang=en>not found</HTML>", "HTML page");
        assertText("\u00EF\u00BB\u00BF<html>", "HTML page");
        assertText("weights".repeat(100), "neither safetensors nor torch");
        assertText("pickle\0".repeat(36) + "12345ustar" + "\0".repeat(400), "legacy .tar");
    }

    @Test
    void refusesRandomBytes() {
        byte[] bytes = new byte[5000];
        new Random(1).nextBytes(bytes);
        assertRefused(folder, bytes, "neither safetensors nor torch");
    }

    @Test
    void recognizesTheFormatByContentNotByName() throws IOException {
        Path path = Files.copy(resource("fixtures/legacy.pth"), folder.resolve("photo.jpg"));
        WeightsFile weights = WeightsFiles.open(path);
        weights.close();
        assertFalse(weights.tensors().isEmpty());
    }

    @Test
    void refusesZipsWithoutAPickle() {
        assertRefused(folder, new ZipBuilder(false).add("a.txt", new byte[3]).build(), "no */data.pkl");
        assertRefused(folder, new ZipBuilder(false).build(), "no */data.pkl");
    }
}
