#!/usr/bin/env bash
# Spark's image data source keeps the low byte of 16-bit gray PNGs.
#
# Guess: the data source, which gives 8 bits per channel, scales 16-bit samples or keeps the high byte, for gray as for color.
# Truth: gray samples are cast to a byte: 255 becomes 255, 256 becomes 0, and a gradient is a sawtooth of 256 periods. The row
#        looks like any other: one channel, mode CV_8UC1, no error. 16-bit color is right.
# To do: load 16-bit files (medical, depth maps) with binaryFile and decode them in the program; check a PNG's bit depth, its byte 24.
#
# Seen with Spark 4.2.0 and Temurin 25.0.3, Linux x86-64.
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
  <groupId>findings</groupId><artifactId>image16</artifactId><version>1</version>
  <dependencies>
    <!-- Maven would take 2.13.13, which Spark 4.2.0 cannot run with -->
    <dependency>
      <groupId>org.scala-lang</groupId><artifactId>scala-library</artifactId><version>2.13.18</version>
    </dependency>
    <dependency>
      <groupId>org.apache.spark</groupId><artifactId>spark-mllib_2.13</artifactId><version>4.2.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Image16.java" <<'JAVA'
import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

public class Image16 {
    static final int[] GRAYS = {0, 255, 256, 4095, 32768, 40000, 65535};

    /// A PNG of one row, with all bands alike.
    static void write(Path file, int space, int type, int bands) throws Exception {
        WritableRaster raster = Raster.createInterleavedRaster(type, GRAYS.length, 1, bands, new Point());
        for (int i = 0; i < GRAYS.length * bands; i++) {
            int gray = GRAYS[i / bands];
            raster.setSample(i / bands, 0, i % bands, type == DataBuffer.TYPE_BYTE ? gray >> 8 : gray);
        }
        var model = new ComponentColorModel(ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, type);
        ImageIO.write(new BufferedImage(model, raster, false, null), "png", file.toFile());
    }

    static void show(SparkSession spark, Path file) {
        Row image = spark.read().format("image").load(file.toString()).select("image.*").head();
        byte[] data = image.getAs("data");
        int channels = image.getAs("nChannels");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < data.length; i += channels) {
            text.append(' ').append(data[i] & 255);
        }
        System.out.println(file.getFileName() + ": " + channels + " channels, mode " + image.getAs("mode") + ":" + text);
    }

    public static void main(String[] args) throws Exception {
        SparkSession spark = SparkSession.builder().master("local[1]").config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate();
        spark.sparkContext().setLogLevel("OFF");
        System.out.println("Spark " + spark.version());
        Path folder = Path.of(args[0]);
        write(folder.resolve("gray8.png"), ColorSpace.CS_GRAY, DataBuffer.TYPE_BYTE, 1);
        write(folder.resolve("color16.png"), ColorSpace.CS_sRGB, DataBuffer.TYPE_USHORT, 3);
        write(folder.resolve("gray16.png"), ColorSpace.CS_GRAY, DataBuffer.TYPE_USHORT, 1);
        show(spark, folder.resolve("gray8.png"));
        show(spark, folder.resolve("color16.png"));
        show(spark, folder.resolve("gray16.png"));
        spark.stop();
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
Spark 4.2.0
gray8.png: 1 channels, mode 0: 0 0 1 15 128 156 255
color16.png: 3 channels, mode 16: 0 1 1 16 128 156 255
gray16.png: 1 channels, mode 0: 0 255 0 255 0 64 255
TEXT
"$java" -Xmx512m -cp "$folder/lib/*" "$folder/Image16.java" "$folder" 2> "$folder/errors" | tee "$folder/seen" || { cat "$folder/errors"; exit 2; }
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
