#!/usr/bin/env bash
# OpenCV's DNN module ignores AveragePool's count_include_pad: borders are too large.
#
# Guess: count_include_pad of an ONNX AveragePool says whether the zeros of the padding count in the divisor. PyTorch's AvgPool2d counts
#        them unless told otherwise, the attribute is in the file, and a runtime obeys it or refuses the file.
# Truth: OpenCV never counts them. A picture of ones, pooled by 3x3 with padding 1, stays ones; with count_include_pad=1 its corners are
#        4/9 and its edges 6/9, as ONNX Runtime has them. No warning. The inside of the picture is right.
# To do: compare logits with ONNX Runtime before taking OpenCV for a network with padded average pools; export with an explicit Pad
#        before an AveragePool without pads, which OpenCV computes right.
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
  <groupId>findings</groupId><artifactId>pool</artifactId><version>1</version>
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
cat > "$folder/Pool.java" <<'JAVA'
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

public class Pool {
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

    static byte[] ints(String name, int... values) {
        byte[][] fields = Arrays.stream(values).mapToObj(v -> field(8, v)).toArray(byte[][]::new);
        return field(5, message(field(1, name), message(fields), field(20, 7)));
    }

    static byte[] integer(String name, int value) {
        return field(5, message(field(1, name), field(3, value), field(20, 2)));
    }

    static byte[] node(String op, String input, String output, byte[]... attributes) {
        return field(1, message(field(1, input), field(2, output), field(4, op), message(attributes)));
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
            text.append(String.format(" %.3f", number));
        }
        return text.toString();
    }

    static void show(String what, byte[] model, int[] shape, float[] input) throws Exception {
        System.out.println(what + ": ONNX Runtime" + text(onnxRuntime(model, shape, input)));
        System.out.println(" ".repeat(what.length()) + "  OpenCV      " + text(openCv(model, shape, input)));
    }

    /// The pads of a Pad: 1 on each side of height and width, as eight numbers of 64 bits.
    static byte[] pads() {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        for (int pad : new int[] {0, 0, 1, 1, 0, 0, 1, 1}) {
            bytes.putLong(pad);
        }
        return bytes.array();
    }

    public static void main(String[] args) throws Exception {
        System.out.println("ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion() + ", OpenCV " + opencv_core.CV_VERSION());
        int[] shape = {1, 1, 3, 3};
        float[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};
        for (int include = 0; include < 2; include++) {
            byte[] pool = node("AveragePool", "x", "y", ints("kernel_shape", 3, 3), ints("pads", 1, 1, 1, 1),
                    integer("count_include_pad", include));
            show("count_include_pad=" + include, model(shape, shape, pool), shape, ones);
        }
        byte[] pads = field(5, message(field(1, 8), field(2, 7), field(8, "p"), field(9, pads())));
        byte[] pad = field(1, message(field(1, "x"), field(1, "p"), field(2, "z"), field(4, "Pad")));
        byte[] pool = node("AveragePool", "z", "y", ints("kernel_shape", 3, 3));
        show("Pad before it      ", model(shape, shape, pads, pad, pool), shape, ones);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
ONNX Runtime 1.29.0, OpenCV 4.14.0
count_include_pad=0: ONNX Runtime 1.000 1.000 1.000 1.000 1.000 1.000 1.000 1.000 1.000
                     OpenCV       1.000 1.000 1.000 1.000 1.000 1.000 1.000 1.000 1.000
count_include_pad=1: ONNX Runtime 0.444 0.667 0.444 0.667 1.000 0.667 0.444 0.667 0.444
                     OpenCV       1.000 1.000 1.000 1.000 1.000 1.000 1.000 1.000 1.000
Pad before it      : ONNX Runtime 0.444 0.667 0.444 0.667 1.000 0.667 0.444 0.667 0.444
                     OpenCV       0.444 0.667 0.444 0.667 1.000 0.667 0.444 0.667 0.444
TEXT
OPENCV_LOG_LEVEL=SILENT "$java" --enable-native-access=ALL-UNNAMED -cp "$folder/lib/*" "$folder/Pool.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
