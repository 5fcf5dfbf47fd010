#!/usr/bin/env bash
# OpenCV's DNN module pads SAME_LOWER as if it were SAME_UPPER: features move by a pixel.
#
# Guess: auto_pad of an ONNX Conv or pool may be SAME_UPPER (an odd pixel of padding goes to the end) or SAME_LOWER (to the beginning).
#        SAME_LOWER is what PyTorch's padding=1 does to a 3x3 layer with stride 2 on an even size. A runtime tells them apart.
# Truth: OpenCV computes SAME_UPPER for both, in Conv, MaxPool and AveragePool. With stride 2 each such layer samples other pixels, the
#        shapes are right, and no warning is given.
# To do: write explicit pads into the model, which OpenCV obeys, or change auto_pad to explicit pads before loading it.
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
  <groupId>findings</groupId><artifactId>same</artifactId><version>1</version>
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
cat > "$folder/Same.java" <<'JAVA'
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

public class Same {
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

    static byte[] string(String name, String value) {
        return field(5, message(field(1, name), field(4, value), field(20, 3)));
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

    /// The weights w of one filter that adds three pixels.
    static byte[] weights() {
        byte[] shape = message(field(1, 1), field(1, 1), field(1, 1), field(1, 3));
        byte[] ones = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(1).putFloat(1).array();
        return field(5, message(shape, field(2, 1), field(8, "w"), field(9, ones)));
    }

    public static void main(String[] args) throws Exception {
        System.out.println("ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion() + ", OpenCV " + opencv_core.CV_VERSION());
        int[] in = {1, 1, 1, 6};
        int[] out = {1, 1, 1, 3};
        float[] x = {1, 10, 100, 2, 20, 200};
        for (String op : new String[] {"Conv", "MaxPool", "AveragePool"}) {
            for (String pad : new String[] {"SAME_UPPER", "SAME_LOWER", "pads 0, 1", "pads 1, 0"}) {
                byte[] padding = pad.startsWith("SAME") ? string("auto_pad", pad)
                        : ints("pads", 0, pad.charAt(5) - '0', 0, pad.charAt(8) - '0');
                byte[] attributes = message(ints("kernel_shape", 1, 3), ints("strides", 1, 2), padding);
                byte[] layer = op.equals("Conv") ? message(weights(), field(1, message(field(1, "x"), field(1, "w"), field(2, "y"),
                        field(4, op), attributes))) : node(op, "x", "y", attributes);
                show(op + " " + pad, model(in, out, layer), in, x);
            }
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
ONNX Runtime 1.29.0, OpenCV 4.14.0
Conv SAME_UPPER: ONNX Runtime 111.000 122.000 220.000
                 OpenCV       111.000 122.000 220.000
Conv SAME_LOWER: ONNX Runtime 11.000 112.000 222.000
                 OpenCV       111.000 122.000 220.000
Conv pads 0, 1: ONNX Runtime 111.000 122.000 220.000
                OpenCV       111.000 122.000 220.000
Conv pads 1, 0: ONNX Runtime 11.000 112.000 222.000
                OpenCV       11.000 112.000 222.000
MaxPool SAME_UPPER: ONNX Runtime 100.000 100.000 200.000
                    OpenCV       100.000 100.000 200.000
MaxPool SAME_LOWER: ONNX Runtime 10.000 100.000 200.000
                    OpenCV       100.000 100.000 200.000
MaxPool pads 0, 1: ONNX Runtime 100.000 100.000 200.000
                   OpenCV       100.000 100.000 200.000
MaxPool pads 1, 0: ONNX Runtime 10.000 100.000 200.000
                   OpenCV       10.000 100.000 200.000
AveragePool SAME_UPPER: ONNX Runtime 37.000 40.667 110.000
                        OpenCV       37.000 40.667 110.000
AveragePool SAME_LOWER: ONNX Runtime 5.500 37.333 74.000
                        OpenCV       37.000 40.667 110.000
AveragePool pads 0, 1: ONNX Runtime 37.000 40.667 110.000
                       OpenCV       37.000 40.667 110.000
AveragePool pads 1, 0: ONNX Runtime 5.500 37.333 74.000
                       OpenCV       5.500 37.333 74.000
TEXT
OPENCV_LOG_LEVEL=SILENT "$java" --enable-native-access=ALL-UNNAMED -cp "$folder/lib/*" "$folder/Same.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
