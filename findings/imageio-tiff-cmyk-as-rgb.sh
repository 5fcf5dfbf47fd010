#!/usr/bin/env bash
# ImageIO takes the inks of 16-bit CMYK TIFFs, and of CMYK with alpha, for red, green, blue and alpha.
#
# Guess: what ImageIO does with 8-bit CMYK, it does with 16 bits and with a fifth sample too, or it raises an error.
# Truth: 16-bit CMYK comes out as RGBA: cyan is red, black ink is opacity, so that paper is transparent and black. CMYK with an alpha
#        sample comes out as RGB. Only 8-bit CMYK of four samples gets a CMYK color space. TwelveMonkeys converts all three.
# To do: read CMYK (tag 262 is 5) with TwelveMonkeys, or check that the image's color space is of TYPE_CMYK.
#
# Seen with Temurin 25.0.3 and TwelveMonkeys 3.15.0.
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
  <groupId>findings</groupId><artifactId>cmykasrgb</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-tiff</artifactId><version>3.15.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/CmykAsRgb.java" <<'JAVA'
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

public class CmykAsRgb {
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

    static String argb(BufferedImage image) {
        int argb = image.getRGB(0, 0);
        return "(" + (argb >> 16 & 255) + " " + (argb >> 8 & 255) + " " + (argb & 255) + ") alpha " + (argb >>> 24) + " "
                + (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK ? "CMYK" : "RGB");
    }

    /// @param samples 0 or 255
    static void show(String what, int bytes, int... samples) throws Exception {
        byte[] pixel = new byte[bytes * samples.length];
        for (int i = 0; i < pixel.length; i++) {
            pixel[i] = (byte) samples[i / bytes];
        }
        int[] bits = new int[samples.length + 1];
        Arrays.fill(bits, 8 * bytes);
        bits[0] = 258;
        int[][] tags = {{256, 1}, {257, 1}, bits, {259, 1}, {262, 5}, {273, 512}, {277, samples.length}, {278, 1}, {279, pixel.length},
            {338, 2}};
        byte[] file = tiff(pixel, samples.length == 5 ? tags : Arrays.copyOf(tags, tags.length - 1));
        System.out.println(8 * bytes + " bits, " + samples.length + " samples, " + what + ": ImageIO " + argb(read(file, true))
                + ", TwelveMonkeys " + argb(read(file, false)));
    }

    public static void main(String[] args) throws Exception {
        for (int bytes = 1; bytes <= 2; bytes++) {
            show("no ink", bytes, 0, 0, 0, 0);
            show("black", bytes, 0, 0, 0, 255);
            show("cyan", bytes, 255, 0, 0, 0);
        }
        show("no ink, opaque", 1, 0, 0, 0, 0, 255);
        show("cyan, opaque", 1, 255, 0, 0, 0, 255);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
8 bits, 4 samples, no ink: ImageIO (255 255 255) alpha 255 CMYK, TwelveMonkeys (255 255 255) alpha 255 CMYK
8 bits, 4 samples, black: ImageIO (0 0 0) alpha 255 CMYK, TwelveMonkeys (0 0 0) alpha 255 CMYK
8 bits, 4 samples, cyan: ImageIO (0 255 255) alpha 255 CMYK, TwelveMonkeys (0 255 255) alpha 255 CMYK
16 bits, 4 samples, no ink: ImageIO (0 0 0) alpha 0 RGB, TwelveMonkeys (255 255 255) alpha 255 CMYK
16 bits, 4 samples, black: ImageIO (0 0 0) alpha 255 RGB, TwelveMonkeys (0 0 0) alpha 255 CMYK
16 bits, 4 samples, cyan: ImageIO (255 0 0) alpha 0 RGB, TwelveMonkeys (0 255 255) alpha 255 CMYK
8 bits, 5 samples, no ink, opaque: ImageIO (0 0 0) alpha 255 RGB, TwelveMonkeys (255 255 255) alpha 255 CMYK
8 bits, 5 samples, cyan, opaque: ImageIO (255 0 0) alpha 255 RGB, TwelveMonkeys (0 255 255) alpha 255 CMYK
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/CmykAsRgb.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
