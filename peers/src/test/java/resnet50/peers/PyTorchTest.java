package resnet50.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.assertRefused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.ExitCode;

class PyTorchTest {
    private static final int SIZE = 2;

    /** A network without weights, whose logits are the means of the input's planes. */
    private static final String CODE = """
            class Means(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Means,
                x: Tensor) -> Tensor:
                return torch.mean(x, [2, 3])
            """;

    /** Pickle of an object of this class, with its field {@code training}. */
    private static final String OBJECT = "\u0080\u0002c__torch__\nMeans\n)\u0081}(X\u0008\0\0\0training\u0089ub.";

    private static final String EMPTY_TUPLE = "\u0080\u0002).";

    @TempDir
    private Path folder;

    @Test
    void runsATorchScriptModel() throws IOException {
        try (PyTorch pyTorch = PyTorch.open(torchScript(), 1, 2, SIZE, 3)) {
            assertTrue(pyTorch.name().matches("pytorch \\d+\\.\\d+\\.\\d+"), pyTorch.name());
            pyTorch.setInput(0, new float[] {1, 10, 100, 2, 20, 200, 3, 30, 300, 4, 40, 400});
            float[] logits = new float[6];
            pyTorch.run(logits);
            assertArrayEquals(new float[] {2.5f, 25, 250, 0, 0, 0}, logits);
            pyTorch.setInput(1, new float[] {5, 0, 0, 5, 0, 0, 5, 0, 0, 5, 0, 8});
            pyTorch.run(logits);
            assertArrayEquals(new float[] {2.5f, 25, 250, 5, 0, 2}, logits);
        }
    }

    private Path torchScript() throws IOException {
        Path file = folder.resolve("means.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
            add(zip, "data.pkl", OBJECT);
            add(zip, "code/__torch__.py", CODE);
            add(zip, "constants.pkl", EMPTY_TUPLE);
            add(zip, "version", "3\n");
        }
        return file;
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry("means/" + name));
        zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void refusesMissingAndInvalidModels() throws IOException {
        Path missing = folder.resolve("none.pt");
        assertRefused(
                ExitCode.NO_INPUT, missing + ": is no file", "--help", () -> PyTorch.open(missing, 1, 1, SIZE, 3));
        Path text = Files.writeString(folder.resolve("text.pt"), "no model");
        assertRefused(
                ExitCode.BAD_DATA, text + ": PyTorch does not take it", "--help", () -> PyTorch.open(text, 1, 1, SIZE, 3));
    }
}
