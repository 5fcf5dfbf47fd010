#!/usr/bin/env bash
# ONNX Runtime's Java tensor shows the right numbers of a direct buffer, and the model gets them with their bytes swapped.
#
# Guess: OnnxTensor.createTensor(environment, ByteBuffer.allocateDirect(n).asFloatBuffer(), shape) copies or refuses a buffer in the
#        wrong byte order; at least tensor.getValue() shows what the model will compute with.
# Truth: a direct buffer is big-endian unless told otherwise, and is passed to native code as it is. getValue() reads through the Java
#        buffer and shows 1.0, 2.0; the model computes with 4.6E-41 and 9.0E-44, all but zeros: every picture gets the label of a blank
#        one. A heap buffer of the same order works, since its numbers are copied. The documentation says "should be in nativeOrder".
# To do: .order(ByteOrder.nativeOrder()) before .asFloatBuffer(); check an input with getFloatBuffer(), which sees native memory.
#
# Seen with ONNX Runtime 1.29.0, Temurin 25.0.3, Linux x86-64.
set -euo pipefail

for home in "${JDK25:-}" "${JAVA_HOME:-}" ""; do
    java="${home:+$home/bin/}java"
    if "$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' >/dev/null; then break; fi
done
"$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' || { echo "set JDK25 to the folder of a JDK 25"; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/pom.xml" <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>order</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.microsoft.onnxruntime</groupId><artifactId>onnxruntime</artifactId><version>1.29.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Order.java" <<'JAVA'
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

public class Order {
    /// Joins fields to one protocol buffer message.
    static byte[] message(byte[]... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            out.writeBytes(field);
        }
        return out.toByteArray();
    }

    /// A field of bytes or of a message, shorter than 128 bytes.
    static byte[] field(int number, byte[] data) {
        return message(new byte[] {(byte) (number << 3 | 2), (byte) data.length}, data);
    }

    static byte[] field(int number, String text) {
        return field(number, text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] field(int number, int value) {
        return new byte[] {(byte) (number << 3), (byte) value};
    }

    /// The name of a tensor of three floats.
    static byte[] value(String name) {
        return message(field(1, name), field(2, field(1, message(field(1, 1), field(2, field(1, field(1, 3)))))));
    }

    /// An ONNX model: y = Relu(x).
    static byte[] relu() {
        byte[] node = message(field(1, "x"), field(2, "y"), field(4, "Relu"));
        byte[] graph = message(field(1, node), field(2, "g"), field(11, value("x")), field(12, value("y")));
        return message(field(1, 8), field(7, graph), field(8, message(field(1, ""), field(2, 13))));
    }

    static void show(String what, OrtEnvironment environment, OrtSession session, FloatBuffer buffer) throws Exception {
        buffer.put(0, new float[] {1, 2, 3});
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, buffer, new long[] {3});
                OrtSession.Result result = session.run(Map.of("x", tensor))) {
            float[] seen = (float[]) tensor.getValue();
            float[] computed = (float[]) result.get(0).getValue();
            System.out.println(what + ": getValue " + Arrays.toString(seen) + ", getFloatBuffer " + tensor.getFloatBuffer().get(0)
                    + ", result " + Arrays.toString(computed));
        }
    }

    public static void main(String[] args) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        System.out.println("ONNX Runtime " + environment.getVersion());
        OrtSession session = environment.createSession(relu());
        show("heap, big-endian", environment, session, ByteBuffer.allocate(12).asFloatBuffer());
        show("direct, native order", environment, session, ByteBuffer.allocateDirect(12).order(ByteOrder.nativeOrder()).asFloatBuffer());
        show("direct, as allocated", environment, session, ByteBuffer.allocateDirect(12).asFloatBuffer());
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
ONNX Runtime 1.29.0
heap, big-endian: getValue [1.0, 2.0, 3.0], getFloatBuffer 1.0, result [1.0, 2.0, 3.0]
direct, native order: getValue [1.0, 2.0, 3.0], getFloatBuffer 1.0, result [1.0, 2.0, 3.0]
direct, as allocated: getValue [1.0, 2.0, 3.0], getFloatBuffer 4.6006E-41, result [4.6006E-41, 9.0E-44, 2.3049E-41]
TEXT
"$java" --enable-native-access=ALL-UNNAMED -cp "$folder/lib/*" "$folder/Order.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
