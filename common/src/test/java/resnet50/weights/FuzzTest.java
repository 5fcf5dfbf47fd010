package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static resnet50.weights.Refusals.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.core.WeightsFile;

/** Any file is read or refused with a {@link UserException}, in bounded time and memory. */
@Timeout(value = 600, threadMode = ThreadMode.SEPARATE_THREAD)
class FuzzTest {
    private static final int FLIPPED = 3000;

    @ParameterizedTest
    @ValueSource(strings = {"zip-ordereddict.pth", "legacy.pth", "checkpoint-module-prefix.pth", "hostile-os-system.pth",
        "zip-ordereddict-expected.safetensors"})
    void refusesFilesTruncatedAtAnyLength(String name) throws IOException {
        byte[] whole = Files.readAllBytes(resource("fixtures/" + name));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertTrue(isRefused(cut), name + " truncated to " + length + " bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip-ordereddict.pth", "legacy.pth", "checkpoint-module-prefix.pth", "views-and-dtypes.pth",
        "zip-ordereddict-expected.safetensors", "views-and-dtypes-expected.safetensors"})
    void readsOrRefusesFilesWithChangedBytes(String name) throws IOException {
        byte[] whole = Files.readAllBytes(resource("fixtures/" + name));
        Random random = new Random(name.hashCode());
        for (int round = 0; round < FLIPPED; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(changed.length);
                // random bytes, single bits, and the extreme values of lengths and offsets
                changed[at] = (byte) switch (random.nextInt(4)) {
                    case 0 -> random.nextInt();
                    case 1 -> changed[at] ^ 1 << random.nextInt(8);
                    case 2 -> 0xff;
                    default -> 0x7f;
                };
            }
            try {
                isRefused(changed);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(name + " " + Arrays.toString(changed), e);
            }
        }
    }

    /**
     * Returns false if the file can be opened, even if a tensor is refused. Exceptions other than UserException fail
     * the test.
     */
    private static boolean isRefused(byte[] bytes) {
        // in memory, because files are slower
        InputFile file = InputFile.of("fuzz", bytes);
        try (WeightsFile weights = WeightsFiles.open(file, Averaged.PREFERRED)) {
            weights.tensors().keySet().forEach(name -> readOrRefuse(weights, name));
            return false;
        } catch (UserException e) {
            assertEquals(ExitCode.BAD_DATA, e.exitCode());
            return true;
        }
    }

    private static void readOrRefuse(WeightsFile weights, String name) {
        try {
            float[] floats = weights.floats(name);
            assertTrue(floats.length <= 4096, "more elements than bytes in the file");
            int half = floats.length / 2;
            float[] rest = Arrays.copyOfRange(floats, half, floats.length);
            assertArrayEquals(rest, weights.floats(name, half, rest.length, null));
        } catch (UserException e) {
            assertEquals(ExitCode.BAD_DATA, e.exitCode());
        }
    }
}
