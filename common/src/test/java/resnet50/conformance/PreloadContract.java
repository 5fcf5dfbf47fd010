package resnet50.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import resnet50.core.Architecture;
import resnet50.core.Engine;
import resnet50.core.EngineOptions;
import resnet50.core.WeightsFile;
import resnet50.stage.Engines;
import resnet50.testing.Repository;
import resnet50.weights.Safetensors;
import resnet50.weights.SyntheticWeights;
import resnet50.weights.WeightsFiles;

/** Contract of a stage that loads its weights in advance: once the model is built, it never reads the weights file. */
public abstract class PreloadContract {
    private static final Architecture RESNET18 = Architecture.named("resnet18").orElseThrow();
    private static final int SIZE = 64;

    @TempDir
    Path folder;

    @Test
    void inferenceReadsNothing() {
        try (WeightsFile weights = new SyntheticWeights(RESNET18);
                Engine engine = Engines.provider().build(RESNET18, weights, EngineOptions.of(SIZE))) {
            long before = weights.bytesRead();
            assertTrue(before > 0, "bytes read by loading");
            run(engine);
            assertEquals(before, weights.bytesRead());
        }
    }

    @Test
    void inferenceWorksAfterTheFileIsDeleted() throws IOException {
        byte[] file = Safetensors.of(new SyntheticWeights(RESNET18));
        checkWithoutFile(RESNET18, Files.write(folder.resolve("resnet18.safetensors"), file));
    }

    @Test
    void inferenceWorksAfterTheProductQuantizedFileIsDeleted() throws IOException {
        Architecture resnet50 = Architecture.named("resnet50").orElseThrow();
        checkWithoutFile(resnet50, Files.copy(Repository.WEIGHTS, folder.resolve("resnet50.safetensors")));
    }

    private static void checkWithoutFile(Architecture architecture, Path file) throws IOException {
        WeightsFile weights = WeightsFiles.open(file);
        try (Engine engine = Engines.provider().build(architecture, weights, EngineOptions.of(SIZE))) {
            float[] before = run(engine);
            weights.close();
            Files.delete(file);
            assertFalse(Files.exists(file));
            float[] after = run(engine);
            assertArrayEquals(before, after, 0f, "logits after the file is deleted");
        }
    }

    private static float[] run(Engine engine) {
        float[] logits = new float[RESNET18.classes()];
        engine.run(SyntheticWeights.input(SIZE), logits);
        return logits;
    }
}
