#!/usr/bin/env bash
# Commons Imaging does not undo the inversion of Adobe's CMYK JPEGs: paper and most colors come out black.
#
# Guess: a JPEG of four components with an Adobe marker, as Photoshop and Pillow write it, stores 255 - ink, and readers know it.
# Truth: Commons Imaging takes the stored values for ink. Wherever the picture has no black ink, it sees full black ink; dark parts become
#        negatives, cyan under black becomes red. No error is raised. ImageIO and TwelveMonkeys undo the inversion.
# To do: read JPEG with TwelveMonkeys or ImageIO, or reject JPEGs of four components before Commons Imaging decodes them.
#
# Seen with Commons Imaging 1.0.0-alpha6, TwelveMonkeys 3.14.0 and Temurin 25.0.3.
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
  <groupId>findings</groupId><artifactId>cmykjpeg</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version>
    </dependency>
    <dependency>
      <groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-jpeg</artifactId><version>3.14.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/CmykJpeg.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import org.apache.commons.imaging.Imaging;

public class CmykJpeg {
    static final int SIZE = 16;

    /// A JPEG of four components in one color, with an Adobe marker that says "no transform".
    static byte[] jpeg(int... inks) throws Exception {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, SIZE, SIZE, 4, null);
        for (int i = 0; i < SIZE * SIZE * 4; i++) {
            raster.setSample(i / 4 % SIZE, i / 4 / SIZE, i % 4, 255 - inks[i % 4]);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(new IIOImage(raster, null, null));
        }
        byte[] plain = bytes.toByteArray();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(plain, 0, 2);
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xee, 0, 14});
        file.writeBytes("Adobe".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(new byte[] {0, 100, 0, 0, 0, 0, 0});
        file.write(plain, 2, plain.length - 2);
        return file.toByteArray();
    }

    static String read(byte[] file, boolean jdk) throws Exception {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg"); readers.hasNext();) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.") == jdk) {
                reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
                return color(reader.read(0));
            }
        }
        throw new IllegalStateException("no such reader");
    }

    static String color(BufferedImage image) {
        int rgb = image.getRGB(5, 5);
        return " (" + (rgb >> 16 & 255) + " " + (rgb >> 8 & 255) + " " + (rgb & 255) + ")";
    }

    static void show(String what, int... inks) throws Exception {
        byte[] file = jpeg(inks);
        System.out.println(what + ": ImageIO" + read(file, true) + ", TwelveMonkeys" + read(file, false) + ", Commons Imaging"
                + color(Imaging.getBufferedImage(file)));
    }

    public static void main(String[] args) throws Exception {
        show("no ink", 0, 0, 0, 0);
        show("black", 0, 0, 0, 255);
        show("cyan", 255, 0, 0, 0);
        show("yellow", 0, 0, 255, 0);
        show("red", 0, 255, 255, 0);
        show("cyan and black", 255, 0, 0, 255);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
no ink: ImageIO (255 255 255), TwelveMonkeys (255 255 255), Commons Imaging (0 0 0)
black: ImageIO (0 0 0), TwelveMonkeys (0 0 0), Commons Imaging (0 0 0)
cyan: ImageIO (0 255 255), TwelveMonkeys (0 255 255), Commons Imaging (0 0 0)
yellow: ImageIO (255 255 0), TwelveMonkeys (255 255 0), Commons Imaging (0 0 0)
red: ImageIO (255 0 0), TwelveMonkeys (255 0 0), Commons Imaging (0 0 0)
cyan and black: ImageIO (0 0 0), TwelveMonkeys (0 0 0), Commons Imaging (255 0 0)
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/CmykJpeg.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
