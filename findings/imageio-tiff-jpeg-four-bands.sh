#!/usr/bin/env bash
# ImageIO inverts all samples of JPEG-compressed TIFFs with four bands, RGBA and CMYK.
#
# Guess: RGBA and CMYK TIFFs with JPEG compression come out as stored: red 20 is 20.
# Truth: each sample v comes out as 255 - v, alpha included: opaque becomes transparent, white paper becomes black. The JPEG reader that
#        ImageIO's TIFF reader calls inverts every image of four components, for files of Adobe's programs store inverted CMYK; it does so
#        without an Adobe marker as well, and the TIFF reader does not undo it. readRaster of the JPEG stream returns it as stored, and
#        so do TwelveMonkeys and Commons Imaging for the TIFF.
# To do: read such TIFFs with TwelveMonkeys, or invert the raster if compression is 7 and there are four samples per pixel.
#
# Seen with Temurin 25.0.3, TwelveMonkeys 3.15.0 and Commons Imaging 1.0.0-alpha6.
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
  <groupId>findings</groupId><artifactId>fourbands</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-tiff</artifactId><version>3.15.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/FourBands.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import org.apache.commons.imaging.Imaging;

public class FourBands {
    static final int SIZE = 16;

    /// A JPEG of four components that are not transformed, all pixels alike, without a JFIF or Adobe marker.
    static byte[] jpeg(int... pixel) throws Exception {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, SIZE, SIZE, 4, null);
        for (int i = 0; i < SIZE * SIZE; i++) {
            raster.setPixel(i % SIZE, i / SIZE, pixel);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(new IIOImage(raster, null, null));
        }
        return bytes.toByteArray();
    }

    /// A TIFF of one strip, which holds a whole JPEG stream.
    ///
    /// @param extra the meaning of the sample after the colors, none if negative
    static byte[] tiff(byte[] jpeg, int photometric, int extra) {
        int[] tags = {256, SIZE, 257, SIZE, 258, 0, 259, 7, 262, photometric, 273, 256, 277, 4, 278, SIZE, 279, jpeg.length, 338, extra};
        int count = extra < 0 ? tags.length / 2 - 1 : tags.length / 2;
        ByteBuffer file = ByteBuffer.allocate(256 + jpeg.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x2a4949).putInt(8).putShort((short) count);
        for (int i = 0; i < 2 * count; i += 2) {
            boolean bits = tags[i] == 258;
            file.putShort((short) tags[i]).putShort((short) 3).putInt(bits ? 4 : 1).putInt(bits ? 200 : tags[i + 1]);
        }
        return file.putLong(200, 0x8000800080008L).put(256, jpeg).array();
    }

    static ImageReader reader(String format, byte[] file, boolean jdk) throws Exception {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext();) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.") == jdk) {
                ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(file));
                reader.setInput(input);
                return reader;
            }
        }
        throw new IllegalStateException("no such reader");
    }

    static String samples(Raster raster) {
        return Arrays.toString(raster.getPixel(5, 5, (int[]) null));
    }

    static String argb(BufferedImage image) {
        int argb = image.getRGB(5, 5);
        return "(" + (argb >> 16 & 255) + " " + (argb >> 8 & 255) + " " + (argb & 255) + ") alpha " + (argb >>> 24);
    }

    static void show(String what, byte[] file) throws Exception {
        BufferedImage image = reader("tiff", file, true).read(0);
        System.out.println(what + ": ImageIO " + samples(image.getRaster()) + " " + argb(image));
        BufferedImage other = reader("tiff", file, false).read(0);
        System.out.println("    TwelveMonkeys " + samples(other.getRaster()) + " " + argb(other) + ", Commons Imaging "
                + argb(Imaging.getBufferedImage(file)));
    }

    public static void main(String[] args) throws Exception {
        byte[] jpeg = jpeg(20, 60, 100, 200);
        System.out.println("JPEG: readRaster " + samples(reader("jpeg", jpeg, true).readRaster(0, null)) + ", read "
                + samples(reader("jpeg", jpeg, true).read(0).getRaster()));
        show("RGBA", tiff(jpeg, 2, 2));
        show("RGBA, opaque", tiff(jpeg(20, 60, 100, 255), 2, 2));
        show("CMYK", tiff(jpeg, 5, -1));
        show("CMYK, paper", tiff(jpeg(0, 0, 0, 0), 5, -1));
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
JPEG: readRaster [20, 60, 100, 200], read [235, 195, 155, 55]
RGBA: ImageIO [235, 195, 155, 55] (235 195 155) alpha 55
    TwelveMonkeys [20, 60, 100, 200] (20 60 100) alpha 200, Commons Imaging (20 60 100) alpha 200
RGBA, opaque: ImageIO [235, 195, 155, 0] (235 195 155) alpha 0
    TwelveMonkeys [20, 60, 100, 255] (20 60 100) alpha 255, Commons Imaging (20 60 100) alpha 255
CMYK: ImageIO [235, 195, 155, 55] (70 119 151) alpha 255
    TwelveMonkeys [20, 60, 100, 200] (51 42 33) alpha 255, Commons Imaging (51 42 33) alpha 255
CMYK, paper: ImageIO [255, 255, 255, 255] (0 0 0) alpha 255
    TwelveMonkeys [0, 0, 0, 0] (255 255 255) alpha 255, Commons Imaging (255 255 255) alpha 255
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/FourBands.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
