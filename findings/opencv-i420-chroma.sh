#!/usr/bin/env bash
# OpenCV's conversion to I420 takes a block's color from its top left pixel alone.
#
# Guess: a 4:2:0 frame has one U and one V per 2x2 pixels, their mean, as video encoders, libjpeg and this format's picture of a
#        halved plane suggest.
# Truth: COLOR_BGR2YUV_I420 reads the color of the top left pixel; the other three do not count. A blue pixel in that corner colors the
#        whole block as if all four were blue (U = 240), one in any other corner leaves it gray (U = 128). Thin colored lines and
#        text come and go with their position.
# To do: average 2x2 pixels first, or convert to YUV at full size and halve U and V with INTER_AREA, before a frame is compared with one
#        that a camera or an encoder made.
#
# Seen with OpenCV 4.14.0 (bytedeco 1.5.14), Temurin 25.0.3, Linux x86-64; also with OpenCV 4.6.0.
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
  <groupId>findings</groupId><artifactId>chroma</artifactId><version>1</version>
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
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Chroma.java" <<'JAVA'
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

public class Chroma {
    /// Y, U and V of a 2x2 picture, black but for blue pixels.
    static String yuv(int... blue) {
        byte[] bgr = new byte[12];
        for (int pixel : blue) {
            bgr[3 * pixel] = (byte) 255;
        }
        Mat in = new Mat(2, 2, opencv_core.CV_8UC3, new BytePointer(bgr));
        Mat out = new Mat();
        opencv_imgproc.cvtColor(in, out, opencv_imgproc.COLOR_BGR2YUV_I420);
        byte[] values = new byte[6];
        out.data().get(values);
        StringBuilder text = new StringBuilder();
        for (byte value : values) {
            text.append(' ').append(value & 255);
        }
        return text.toString();
    }

    public static void main(String[] args) {
        System.out.println("top left blue:" + yuv(0));
        System.out.println("top right blue:" + yuv(1));
        System.out.println("bottom left blue:" + yuv(2));
        System.out.println("bottom right blue:" + yuv(3));
        System.out.println("all blue:" + yuv(0, 1, 2, 3));
    }
}
JAVA
"$java" --enable-native-access=ALL-UNNAMED -cp "$folder/lib/*" "$folder/Chroma.java" | tee "$folder/seen"
diff "$folder/seen" - <<'TEXT'
top left blue: 41 16 16 16 240 110
top right blue: 16 41 16 16 128 128
bottom left blue: 16 16 41 16 128 128
bottom right blue: 16 16 16 41 128 128
all blue: 41 41 41 41 240 110
TEXT
