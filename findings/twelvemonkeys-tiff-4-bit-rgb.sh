#!/usr/bin/env bash
# TwelveMonkeys loses green in 4-bit RGB TIFFs and exchanges red and blue.
#
# Guess: three samples of 4 bits are read as those of 2, 8 or 16 bits are, or an error is raised.
# Truth: the pixel (1, 2, 3) comes out as (3, 0, 1): green is 0 everywhere, and red and blue change places. 2 bits are right.
#        ImageIO reads both correctly.
# To do: if BitsPerSample is 4 4 4, read the file with the JDK's reader (class name com.sun.imageio...), which TwelveMonkeys precedes.
#
# Seen with TwelveMonkeys 3.15.0 and Temurin 25.0.3.
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
  <groupId>findings</groupId><artifactId>fourbitrgb</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-tiff</artifactId><version>3.15.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/FourBitRgb.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

public class FourBitRgb {
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

    static String pixels(BufferedImage image) {
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < image.getWidth(); x++) {
            text.append(' ').append(Arrays.toString(image.getRaster().getPixel(x, 0, (int[]) null)));
        }
        return text.toString();
    }

    /// Four pixels of three samples.
    static void show(int bits, int... samples) throws Exception {
        byte[] row = new byte[samples.length * bits / 8];
        for (int i = 0; i < samples.length; i++) {
            row[i * bits / 8] |= (byte) (samples[i] << 8 - bits - i * bits % 8);
        }
        byte[] file = tiff(row, new int[] {256, 4}, new int[] {257, 1}, new int[] {258, bits, bits, bits}, new int[] {259, 1},
                new int[] {262, 2}, new int[] {273, 512}, new int[] {277, 3}, new int[] {278, 1}, new int[] {279, row.length});
        System.out.println(bits + " bits, ImageIO:" + pixels(read(file, true)));
        System.out.println(bits + " bits, TwelveMonkeys:" + pixels(read(file, false)));
    }

    public static void main(String[] args) throws Exception {
        show(2, 0, 1, 2, 3, 2, 1, 1, 2, 3, 0, 0, 3);
        show(4, 1, 2, 3, 15, 0, 0, 0, 15, 0, 0, 0, 15);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
2 bits, ImageIO: [0, 1, 2] [3, 2, 1] [1, 2, 3] [0, 0, 3]
2 bits, TwelveMonkeys: [0, 1, 2] [3, 2, 1] [1, 2, 3] [0, 0, 3]
4 bits, ImageIO: [1, 2, 3] [15, 0, 0] [0, 15, 0] [0, 0, 15]
4 bits, TwelveMonkeys: [3, 0, 1] [0, 0, 15] [0, 0, 0] [15, 0, 0]
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/FourBitRgb.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
