#!/usr/bin/env bash
# ImageIO and TwelveMonkeys invert the alpha of gray TIFFs in which white is zero: opaque becomes transparent.
#
# Guess: PhotometricInterpretation 0 (WhiteIsZero) is about gray; an alpha of 255 is opaque, as with BlackIsZero.
# Truth: both readers invert all samples of the pixel, the extra sample as well: an opaque image comes out fully transparent, and drawn
#        on a background it vanishes. TIFF 6.0 defines the tag for the colors only, and associated and unassociated alpha with 0 for
#        transparent. BlackIsZero with alpha is right.
# To do: if tag 262 is 0 and tag 338 is present, invert the alpha band again, or drop it if it is 0 everywhere.
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
  <groupId>findings</groupId><artifactId>whiteiszero</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-tiff</artifactId><version>3.15.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/WhiteIsZero.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

public class WhiteIsZero {
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

    static void show(byte[] file, boolean jdk) throws Exception {
        BufferedImage image = read(file, jdk);
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < image.getWidth(); x++) {
            text.append(' ').append(Arrays.toString(image.getRaster().getPixel(x, 0, (int[]) null)));
        }
        System.out.println((jdk ? "    ImageIO:" : "    TwelveMonkeys:") + text + ", last alpha " + (image.getRGB(3, 0) >>> 24));
    }

    public static void main(String[] args) throws Exception {
        byte[] pixels = {0, -1, 64, -1, (byte) 128, -1, -1, (byte) 192}; // gray, alpha
        for (int photometric : new int[] {1, 0}) {
            byte[] file = tiff(pixels, new int[] {256, 4}, new int[] {257, 1}, new int[] {258, 8, 8}, new int[] {259, 1},
                    new int[] {262, photometric}, new int[] {273, 512}, new int[] {277, 2}, new int[] {278, 1},
                    new int[] {279, pixels.length}, new int[] {338, 2});
            System.out.println(photometric == 0 ? "WhiteIsZero" : "BlackIsZero");
            show(file, true);
            show(file, false);
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
BlackIsZero
    ImageIO: [0, 255] [64, 255] [128, 255] [255, 192], last alpha 192
    TwelveMonkeys: [0, 255] [64, 255] [128, 255] [255, 192], last alpha 192
WhiteIsZero
    ImageIO: [255, 0] [191, 0] [127, 0] [0, 63], last alpha 63
    TwelveMonkeys: [255, 0] [191, 0] [127, 0] [0, 63], last alpha 63
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/WhiteIsZero.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
