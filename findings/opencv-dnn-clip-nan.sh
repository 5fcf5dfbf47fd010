#!/usr/bin/env bash
# OpenCV's DNN module turns NaN into the lower bound at Clip: a broken network looks healthy.
#
# Guess: NaN passes Clip, as it does in ONNX Runtime, PyTorch and NumPy, and shows up in the output.
# Truth: in OpenCV it comes out as the minimum (ReLU6, a Clip from 0 to 6, gives 0), so that an overflow in front of it cannot be seen
#        behind it; Relu and Max keep it.
# To do: check the output of the layer in front (net.forward with its name) instead of the network's when you look for NaN.
#
# Seen with OpenCV 4.14.0 (bytedeco 1.5.14), ONNX Runtime 1.29.0, Temurin 25.0.3, Linux x86-64.
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
  <groupId>findings</groupId><artifactId>clipnan</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.bytedeco</groupId><artifactId>opencv</artifactId><version>4.14.0-1.5.14</version>
    </dependency>
    <dependency>
      <groupId>org.bytedeco</groupId><artifactId>opencv</artifactId><version>4.14.0-1.5.14</version><classifier>linux-x86_64</classifier>
    </dependency>
    <dependency>
      <groupId>org.bytedeco</groupId><artifactId>openblas</artifactId><version>0.3.31-1.5.13</version>
    </dependency>
    <dependency>
      <groupId>org.bytedeco</groupId><artifactId>openblas</artifactId><version>0.3.31-1.5.13</version><classifier>linux-x86_64</classifier>
    </dependency>
    <dependency>
      <groupId>org.bytedeco</groupId><artifactId>javacpp</artifactId><version>1.5.14</version>
    </dependency>
    <dependency>
      <groupId>org.bytedeco</groupId><artifactId>javacpp</artifactId><version>1.5.14</version><classifier>linux-x86_64</classifier>
    </dependency>
    <dependency>
      <groupId>com.microsoft.onnxruntime</groupId><artifactId>onnxruntime</artifactId><version>1.29.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/ClipNan.java" <<'JAVA'
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;

public class ClipNan {
    /// Joins fields to one protocol buffer message.
    static byte[] message(byte[]... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            out.writeBytes(field);
        }
        return out.toByteArray();
    }

    /// A field of bytes, of a string or of a message, shorter than 16,384 bytes.
    static byte[] field(int number, byte[] data) {
        byte[] key = {(byte) (number << 3 & 127 | 128 | 2), (byte) (number >> 4), (byte) (data.length & 127 | 128), (byte) (data.length >> 7)};
        return message(key, data);
    }

    static byte[] field(int number, String text) {
        return field(number, text.getBytes(StandardCharsets.US_ASCII));
    }

    /// A field of a number below 128.
    static byte[] field(int number, int value) {
        return new byte[] {(byte) (number << 3 & 127 | 128), (byte) (number >> 4), (byte) value};
    }

    /// @param inputs names with commas between them
    static byte[] node(String op, String inputs, String output, byte[]... attributes) {
        byte[][] names = Arrays.stream(inputs.split(",", -1)).map(n -> field(1, n)).toArray(byte[][]::new);
        return field(1, message(message(names), field(2, output), field(4, op), message(attributes)));
    }

    /// A constant of 32-bit floats.
    static byte[] constant(String name, int[] shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, 1, shape, raw.array());
    }

    static byte[] constant(String name, int type, int[] shape, byte[] raw) {
        byte[][] dims = Arrays.stream(shape).mapToObj(d -> field(1, d)).toArray(byte[][]::new);
        return field(5, message(message(dims), field(2, type), field(8, name), field(9, raw)));
    }

    /// The name of a float tensor and its shape.
    static byte[] value(String name, int... shape) {
        byte[][] dims = Arrays.stream(shape).mapToObj(d -> field(1, field(1, d))).toArray(byte[][]::new);
        return message(field(1, name), field(2, field(1, message(field(1, 1), field(2, message(dims))))));
    }

    /// An ONNX model of these nodes, from x to y, for the operator set 13.
    static byte[] model(int[] in, int[] out, byte[]... parts) {
        byte[] graph = message(message(parts), field(2, "g"), field(11, value("x", in)), field(12, value("y", out)));
        return message(field(1, 8), field(7, graph), field(8, message(field(1, ""), field(2, 13))));
    }

    static float[] onnxRuntime(byte[] model, int[] shape, float[] input) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] dims = Arrays.stream(shape).asLongStream().toArray();
        try (var session = environment.createSession(model); var x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), dims);
                var result = session.run(Map.of("x", x))) {
            FloatBuffer y = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] output = new float[y.remaining()];
            y.get(output);
            return output;
        }
    }

    static float[] openCv(byte[] model, int[] shape, float[] input) {
        Net net = opencv_dnn.readNetFromONNX(new BytePointer(model), model.length);
        Mat x = new Mat(shape, opencv_core.CV_32F);
        new FloatPointer(x.data()).put(input);
        net.setInput(x);
        Mat y = net.forward();
        float[] output = new float[(int) y.total()];
        new FloatPointer(y.data()).get(output);
        return output;
    }

    static String text(float[] numbers) {
        StringBuilder text = new StringBuilder();
        for (float number : numbers) {
            text.append(String.format(" %.0f", number));
        }
        return text.toString();
    }

    static void show(String what, byte[] model, int[] shape, float[] input) throws Exception {
        System.out.println(what + ": ONNX Runtime" + text(onnxRuntime(model, shape, input)));
        System.out.println(" ".repeat(what.length()) + "  OpenCV      " + text(openCv(model, shape, input)));
    }

    public static void main(String[] args) throws Exception {
        System.out.println("ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion() + ", OpenCV " + opencv_core.CV_VERSION());
        int[] shape = {1, 4};
        float[] x = {Float.NaN, -1, 1, 9};
        byte[] low = constant("a", new int[0], 0);
        byte[] high = constant("b", new int[0], 6);
        show("Clip 0 to 6", model(shape, shape, low, high, node("Clip", "x,a,b", "y")), shape, x);
        show("Relu", model(shape, shape, node("Relu", "x", "y")), shape, x);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
ONNX Runtime 1.29.0, OpenCV 4.14.0
Clip 0 to 6: ONNX Runtime NaN 0 1 6
             OpenCV       0 0 1 6
Relu: ONNX Runtime NaN 0 1 9
      OpenCV       NaN -0 1 9
TEXT
OPENCV_LOG_LEVEL=SILENT "$java" --enable-native-access=ALL-UNNAMED -cp "$folder/lib/*" "$folder/ClipNan.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
