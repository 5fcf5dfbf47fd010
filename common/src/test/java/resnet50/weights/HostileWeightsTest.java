package resnet50.weights;

import static resnet50.weights.Refusals.assertRefused;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files that ask for much time or memory. */
class HostileWeightsTest {
    private static final long[] SCALAR = {};

    @TempDir
    private Path folder;

    /** Each network costs a pass over all names. */
    @Test
    void manyNetworks() {
        Refusals.open(folder, ZipBuilder.torch(networks(64)).build()).close();
        assertRefused(folder, ZipBuilder.torch(networks(65)).build(), "has more than 64 networks, 0.*, 1.*, 2.*, 3.*, ...");
    }

    private static byte[] networks(int count) {
        PickleBuilder pickle = new PickleBuilder().ops("}");
        for (int i = 0; i < count; i++) {
            pickle.text(i + ".conv1.weight").tensor(6, 0, SCALAR, SCALAR).ops("s");
            pickle.text(i + ".layer1.0.conv1.weight").tensor(6, 0, SCALAR, SCALAR).ops("s");
        }
        return pickle.stop();
    }

    /** The name of each value holds all keys above it. */
    @Test
    void aLongKeyAboveManyValues() {
        for (int length : new int[] {998, 999}) {
            PickleBuilder pickle = new PickleBuilder().ops("}").text("k".repeat(length)).ops("}");
            byte[] file = ZipBuilder.torch(pickle.text("w").tensor(6, 0, SCALAR, SCALAR).ops("ss").stop()).build();
            if (length == 998) {
                Refusals.open(folder, file).close();
            } else {
                assertRefused(folder, file, "holds no dict of tensors");
            }
        }
    }
}
