package resnet50.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphs of a few operators. */
class OnnxImportTest {
    private static OnnxBytes file(ProtoMessage model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        model.writeTo(out);
        out.flush();
        return new OnnxBytes() {
            @Override
            public long size() {
                return bytes.size();
            }

            @Override
            public ByteBuffer copy(long offset, long length) {
                return ByteBuffer.wrap(bytes.toByteArray(), (int) offset, (int) length).slice();
            }
        };
    }

    /** The parameters of a batch norm that is not in the file have as many elements as the weight has outputs. */
    @ParameterizedTest
    @CsvSource({"2147483639, 0", "-64, -3", "64, 0", "1000001, 3"})
    void aWeightOfAnImpossibleShapeIsRefused(long outputs, long inputs) throws IOException {
        ProtoMessage weight = new ProtoMessage().put(Onnx.Tensor.NAME, "w").put(Onnx.Tensor.DATA_TYPE, Onnx.Tensor.FLOAT);
        for (long size : new long[] {outputs, inputs, 7, 7}) {
            weight.put(Onnx.Tensor.DIMS, size);
        }
        ProtoMessage conv = new ProtoMessage().put(Onnx.Node.OP_TYPE, "Conv").put(Onnx.Node.INPUT, "x").put(Onnx.Node.INPUT, "w")
                .put(Onnx.Node.OUTPUT, "y");
        ProtoMessage graph = new ProtoMessage().put(Onnx.Graph.INPUT, new ProtoMessage().put(Onnx.ValueInfo.NAME, "x"))
                .put(Onnx.Graph.INITIALIZER, weight).put(Onnx.Graph.NODE, conv);
        OnnxBytes file = file(new ProtoMessage().put(Onnx.Model.GRAPH, graph));
        OnnxException e = assertThrows(OnnxException.class, () -> OnnxImport.read(file));
        assertEquals("is a broken ONNX file: the weight of Conv has shape [" + outputs + ", " + inputs + ", 7, 7]", e.getMessage());
    }
}
