#!/usr/bin/env bash
# OpenCV's DNN module adds the zero point before it rounds: with an odd one, ties go to the other neighbor.
#
# Guess: QuantizeLinear divides by the scale, rounds halves to even, and then adds the zero point, as ONNX defines it, in each runtime.
# Truth: OpenCV rounds the sum. With an even zero point the results are the same; with an odd one each half goes the other way, so
#        that values exactly between two steps (common: pictures are integers, scales are often powers of two) differ by one step.
# To do: choose even zero points (0 for what follows a ReLU) where results of runtimes must agree, and do not count a step as an error.
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
  <groupId>findings</groupId><artifactId>quantizeties</artifactId><version>1</version>
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
cat > "$folder/QuantizeTies.java" <<'JAVA'
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

public class QuantizeTies {
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
            text.append(String.format(" %.1f", number));
        }
        return text.toString();
    }

    static void show(String what, byte[] model, int[] shape, float[] input) throws Exception {
        System.out.println(what + ": ONNX Runtime" + text(onnxRuntime(model, shape, input)));
        System.out.println(" ".repeat(what.length()) + "  OpenCV      " + text(openCv(model, shape, input)));
    }

    static void quantize(int zeroPoint) throws Exception {
        int[] shape = {1, 8};
        float[] x = {-1.25f, -0.75f, -0.25f, 0.25f, 0.75f, 1.25f, 1.75f, 1.8f};
        byte[] scale = constant("s", new int[0], 0.5f);
        byte[] zero = constant("z", 3, new int[0], new byte[] {(byte) zeroPoint}); // 3: int8
        byte[] there = node("QuantizeLinear", "x,s,z", "q");
        byte[] back = node("DequantizeLinear", "q,s,z", "y");
        show("zero point " + zeroPoint, model(shape, shape, scale, zero, there, back), shape, x);
    }

    public static void main(String[] args) throws Exception {
        System.out.println("ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion() + ", OpenCV " + opencv_core.CV_VERSION());
        for (int zeroPoint : new int[] {0, 1, 2, 3}) {
            quantize(zeroPoint);
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
ONNX Runtime 1.29.0, OpenCV 4.14.0
zero point 0: ONNX Runtime -1.0 -1.0 0.0 0.0 1.0 1.0 2.0 2.0
              OpenCV       -1.0 -1.0 0.0 0.0 1.0 1.0 2.0 2.0
zero point 1: ONNX Runtime -1.0 -1.0 0.0 0.0 1.0 1.0 2.0 2.0
              OpenCV       -1.5 -0.5 -0.5 0.5 0.5 1.5 1.5 2.0
zero point 2: ONNX Runtime -1.0 -1.0 0.0 0.0 1.0 1.0 2.0 2.0
              OpenCV       -1.0 -1.0 0.0 0.0 1.0 1.0 2.0 2.0
zero point 3: ONNX Runtime -1.0 -1.0 0.0 0.0 1.0 1.0 2.0 2.0
              OpenCV       -1.5 -0.5 -0.5 0.5 0.5 1.5 1.5 2.0
TEXT
OPENCV_LOG_LEVEL=SILENT "$java" --enable-native-access=ALL-UNNAMED -cp "$folder/lib/*" "$folder/QuantizeTies.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
