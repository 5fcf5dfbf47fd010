package resnet50.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static resnet50.weights.Refusals.assertRefused;
import static resnet50.weights.Refusals.resource;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import resnet50.core.ExitCode;
import resnet50.core.WeightsFile;

/** ONNX models with their weights in a separate file. */
class OnnxExternalDataTest {
    private static final int GRAPH = 7;
    private static final int INITIALIZER = 5;
    private static final int RAW_DATA = 9;
    private static final int EXTERNAL_DATA = 13;
    private static final int DATA_LOCATION = 14;

    @TempDir
    private Path root;

    private Path folder;
    private byte[] model;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("folder"));
        model = Files.readAllBytes(resource("wrappings/basic-unfolded.onnx"));
    }

    /** Moves the raw data of the initializers to {@link #data}. */
    private byte[] external(byte[] message, int depth, String location) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        CodedInputStream in = CodedInputStream.newInstance(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int number = WireFormat.getTagFieldNumber(tag);
            if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                out.writeUInt32NoTag(tag);
                switch (WireFormat.getTagWireType(tag)) {
                    case WireFormat.WIRETYPE_VARINT -> out.writeUInt64NoTag(in.readUInt64());
                    default -> out.writeFixed32NoTag(in.readFixed32());
                }
                continue;
            }
            byte[] content = in.readByteArray();
            if ((depth == 0 && number == GRAPH) || (depth == 1 && number == INITIALIZER)) {
                out.writeByteArray(number, external(content, depth + 1, location));
            } else if (depth == 2 && number == RAW_DATA) {
                out.writeByteArray(EXTERNAL_DATA, entry("location", location));
                out.writeByteArray(EXTERNAL_DATA, entry("offset", String.valueOf(data.size())));
                out.writeByteArray(EXTERNAL_DATA, entry("length", String.valueOf(content.length)));
                out.writeInt32(DATA_LOCATION, 1);
                data.writeBytes(content);
            } else {
                out.writeByteArray(number, content);
            }
        }
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] entry(String key, String value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeString(1, key);
        out.writeString(2, value);
        out.flush();
        return bytes.toByteArray();
    }

    @Test
    void readsExternalData() throws IOException {
        Path file = Files.write(folder.resolve("net.onnx"), external(model, 0, "net.onnx.data"));
        assertRefused(ExitCode.NO_INPUT, folder.resolve("net.onnx.data") + ": does not exist", "", () -> WeightsFiles.open(file));
        Files.write(folder.resolve("net.onnx.data"), data.toByteArray());
        try (WeightsFile weights = WeightsFiles.open(file);
                WeightsFile expected = WeightsFiles.open(resource("wrappings/basic-unfolded.onnx"))) {
            assertEquals(expected.tensors(), weights.tensors());
            for (String name : expected.tensors().keySet()) {
                assertArrayEquals(expected.floats(name), weights.floats(name), name);
            }
        }
        Files.write(folder.resolve("net.onnx.data"), Arrays.copyOf(data.toByteArray(), data.size() / 2));
        assertRefused(ExitCode.BAD_DATA, file + ": has ", "fetch all of its files", () -> WeightsFiles.open(file));
    }

    /** {@link Refusals#assertRefused} checks that the message has no control characters. */
    @Test
    void aMissingFileWithAnyNameIsNamedInPrintableCharacters() throws IOException {
        Path file = Files.write(folder.resolve("net.onnx"), external(model, 0, "a\n\u001b[31mb"));
        assertRefused(ExitCode.NO_INPUT, folder.resolve("a??[31mb") + ": does not exist", "", () -> WeightsFiles.open(file));
    }

    /** Tensors of types that are not read are checked too: {@code weights show} counts their elements. */
    @Test
    void anImpossibleShapeOfAnyTypeIsRefused() throws IOException {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(tensor);
        out.writeInt64(1, 1L << 40); // dims
        out.writeInt64(1, 1L << 40);
        out.writeInt32(2, 3); // INT8
        out.writeString(8, "bn1.bias");
        out.flush();
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        out = CodedOutputStream.newInstance(changed);
        CodedInputStream in = CodedInputStream.newInstance(model);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == GRAPH) {
                ByteArrayOutputStream graph = new ByteArrayOutputStream();
                graph.writeBytes(in.readByteArray());
                CodedOutputStream end = CodedOutputStream.newInstance(graph);
                end.writeByteArray(INITIALIZER, tensor.toByteArray()); // the last of a name counts
                end.flush();
                out.writeByteArray(GRAPH, graph.toByteArray());
            } else if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
                out.writeUInt64(WireFormat.getTagFieldNumber(tag), in.readUInt64());
            } else {
                out.writeByteArray(WireFormat.getTagFieldNumber(tag), in.readByteArray());
            }
        }
        out.flush();
        Path file = Files.write(folder.resolve("net.onnx"), changed.toByteArray());
        assertRefused(ExitCode.BAD_DATA, file + ": tensor bn1.bias has an impossible shape [1099511627776, 1099511627776]", "",
                () -> WeightsFiles.open(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.data", "sub/../../outside.data", "/etc/hostname", "link.data", "a\0b"})
    void refusesDataOutsideTheFolder(String location) throws IOException {
        Path file = Files.write(folder.resolve("net.onnx"), external(model, 0, location));
        Path outside = Files.write(root.resolve("outside.data"), data.toByteArray());
        Files.createSymbolicLink(folder.resolve("link.data"), outside);
        assertRefused(ExitCode.BAD_DATA, file + ": refused: wants its weights from ", "outside its folder", () -> WeightsFiles.open(file));
    }
}
