#!/usr/bin/env bash
# Commons Imaging ignores the chroma subsampling of YCbCr TIFFs: lumas become chroma.
#
# Guess: an uncompressed YCbCr TIFF with 2x2 subsampling, TIFF's default, is upsampled, or an error is raised.
# Truth: Commons Imaging reads three bytes per pixel, while four pixels share six bytes: Y Y Y Y Cb Cr. The first pixel takes
#        its neighbors' lumas for chroma, the second one has the luma of a pixel in the next row. No error is raised. 1x1 is right.
# To do: read such TIFFs with TwelveMonkeys, or reject tag 262 of 6 unless tag 530 is 1 1. Absent, tag 530 means 2 2.
#
# Seen with Commons Imaging 1.0.0-alpha6, TwelveMonkeys 3.15.0 and Temurin 25.0.3.
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
  <groupId>findings</groupId><artifactId>subsampling</artifactId><version>1</version>
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
cat > "$folder/Subsampling.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.apache.commons.imaging.Imaging;

public class Subsampling {
    /// A little-endian TIFF of one strip; all tags, in ascending order, hold 16-bit numbers.
    static byte[] tiff(byte[] strip, int[]... tags) {
        ByteBuffer file = ByteBuffer.allocate(512 + strip.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x2a4949).putInt(8).putShort((short) tags.length);
        int more = 256;
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) 3).putInt(tag.length - 1);
            if (tag.length > 3) {
                file.putInt(more);
                for (int i = 1; i < tag.length; i++, more += 2) {
                    file.putShort(more, (short) tag[i]);
                }
            } else {
                file.putShort((short) tag[1]).putShort((short) (tag.length == 3 ? tag[2] : 0));
            }
        }
        return file.put(512, strip).array();
    }

    static BufferedImage read(byte[] file, boolean jdk) throws Exception {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("tiff"); readers.hasNext();) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.") == jdk) {
                reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
                return reader.read(0);
            }
        }
        throw new IllegalStateException("no such reader");
    }

    static String row(BufferedImage image) {
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < image.getWidth(); x++) {
            int rgb = image.getRGB(x, 0);
            text.append(" (").append(rgb >> 16 & 255).append(' ').append(rgb >> 8 & 255).append(' ').append(rgb & 255).append(')');
        }
        return text.toString();
    }

    /// A TIFF of two rows with four gray pixels each.
    static void show(int sampling, int... bytes) throws Exception {
        byte[] strip = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            strip[i] = (byte) bytes[i];
        }
        byte[] file = tiff(strip, new int[] {256, 4}, new int[] {257, 2}, new int[] {258, 8, 8, 8}, new int[] {259, 1},
                new int[] {262, 6}, new int[] {273, 512}, new int[] {277, 3}, new int[] {278, 2}, new int[] {279, strip.length},
                new int[] {530, sampling, sampling});
        System.out.println(sampling + "x" + sampling + ", TwelveMonkeys:" + row(read(file, false)));
        System.out.println(sampling + "x" + sampling + ", Commons Imaging:" + row(Imaging.getBufferedImage(file)));
    }

    public static void main(String[] args) throws Exception {
        show(1, 10, 128, 128, 20, 128, 128, 50, 128, 128, 60, 128, 128, 30, 128, 128, 40, 128, 128, 70, 128, 128, 80, 128, 128);
        show(2, 10, 20, 30, 40, 128, 128, 50, 60, 70, 80, 128, 128);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
1x1, TwelveMonkeys: (10 10 10) (20 20 20) (50 50 50) (60 60 60)
1x1, Commons Imaging: (10 10 10) (20 20 20) (50 50 50) (60 60 60)
2x2, TwelveMonkeys: (10 10 10) (20 20 20) (50 50 50) (60 60 60)
2x2, Commons Imaging: (0 117 0) (40 40 40) (0 114 0) (80 80 80)
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/Subsampling.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
