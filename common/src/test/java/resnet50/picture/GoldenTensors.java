package resnet50.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What Pillow, torchvision and PyTorch made of the shared pictures, read from the shared data folder. */
final class GoldenTensors {
    private final ByteBuffer file;
    private final JsonNode header;
    private final int dataStart;

    private GoldenTensors(Path path) throws IOException {
        file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        int headerBytes = Math.toIntExact(file.getLong(0));
        dataStart = 8 + headerBytes;
        header = new ObjectMapper().readTree(file.array(), 8, headerBytes);
    }

    /** The safetensors file {@code golden/NAME}. */
    static GoldenTensors open(String name) throws IOException {
        return new GoldenTensors(sharedFolder().resolve("golden").resolve(name));
    }

    /** The shared data folder; without one the test is skipped, or fails where the environment insists. */
    static Path sharedFolder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path shared = folder.resolveSibling("shared");
            if (Files.isDirectory(shared.resolve("golden"))) {
                return shared;
            }
        }
        String problem = "no folder shared/ with golden/ beside the working folder or one above it";
        if ("true".equals(System.getenv("RESNET50_REQUIRE_WEIGHTS"))) {
            Assertions.fail(problem);
        }
        return Assumptions.abort(problem);
    }

    /** A tensor of 32-bit integers. */
    int[] ints(String name) {
        ByteBuffer data = data(name, "I32");
        int[] values = new int[data.remaining() / 4];
        data.asIntBuffer().get(values);
        return values;
    }

    /** A tensor of floats. */
    float[] floats(String name) {
        ByteBuffer data = data(name, "F32");
        float[] values = new float[data.remaining() / 4];
        data.asFloatBuffer().get(values);
        return values;
    }

    private ByteBuffer data(String name, String dtype) {
        JsonNode tensor = header.required(name);
        Assertions.assertEquals(dtype, tensor.required("dtype").asText(), name);
        int begin = tensor.required("data_offsets").get(0).asInt();
        int end = tensor.required("data_offsets").get(1).asInt();
        return file.slice(dataStart + begin, end - begin).order(ByteOrder.LITTLE_ENDIAN);
    }
}
