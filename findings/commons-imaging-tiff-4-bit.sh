#!/usr/bin/env bash
# Commons Imaging reads TIFFs of 2 or 4 bits per sample wrong: palettes shrink to two colors, and grays are unevenly spaced.
#
# Guess: a 4-bit palette index is looked up as it is, and a 4-bit gray v becomes v * 17.
# Truth: a sample is shifted up to 8 bits and the new low bits repeat its lowest bit. A palette index is then taken from those low bits:
#        even numbers become the first entry and odd ones the last. Grays come in close pairs: 5 becomes 95 and 6 becomes 96, not 85 and
#        102. ImageIO reads these files correctly, and Commons Imaging those of 1 and of 8 bits.
# To do: read TIFFs with ImageIO or TwelveMonkeys. If Commons Imaging has to read them, reject BitsPerSample of 2 and 4.
#
# Seen with Commons Imaging 1.0.0-alpha6 and Temurin 25.0.3.
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
  <groupId>findings</groupId><artifactId>fourbit</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/FourBit.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;

public class FourBit {
    /// A TIFF of one row that has each sample value once; the palette's entry i is (i, 100 + i, 200 + i).
    static byte[] tiff(int bits, boolean palette) {
        int size = 1 << bits;
        int count = palette ? 10 : 9;
        ByteBuffer file = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x2a4949).putInt(8).putShort((short) count);
        int[] tags = {256, size, 257, 1, 258, bits, 259, 1, 262, palette ? 3 : 1, 273, 256, 277, 1, 278, 1, 279, size * bits / 8,
            320, 512};
        for (int i = 0; i < 2 * count; i += 2) {
            file.putShort((short) tags[i]).putShort((short) 3).putInt(tags[i] == 320 ? 3 * size : 1).putInt(tags[i + 1]);
        }
        for (int i = 0; i < size; i++) {
            int at = 256 + i * bits / 8;
            file.put(at, (byte) (file.get(at) | i << 8 - bits - i * bits % 8));
            for (int c = 0; c < 3; c++) {
                file.putShort(512 + 2 * (c * size + i), (short) ((100 * c + i) % 256 * 257));
            }
        }
        return file.array();
    }

    static String reds(BufferedImage image) {
        StringBuilder text = new StringBuilder();
        int step = Math.max(1, image.getWidth() / 16);
        for (int x = 0; x < image.getWidth(); x += step) {
            text.append(' ').append(image.getRGB(x, 0) >> 16 & 255);
        }
        return text.toString();
    }

    static void show(int bits, boolean palette) throws Exception {
        byte[] file = tiff(bits, palette);
        String what = bits + (palette ? "-bit palette" : "-bit gray");
        System.out.println(what + ", ImageIO:" + reds(ImageIO.read(new ByteArrayInputStream(file))));
        System.out.println(what + ", Commons Imaging:" + reds(Imaging.getBufferedImage(file)));
    }

    public static void main(String[] args) throws Exception {
        show(8, true);
        show(4, true);
        show(2, true);
        show(4, false);
        show(2, false);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
8-bit palette, ImageIO: 0 16 32 48 64 80 96 112 128 144 160 176 192 208 224 240
8-bit palette, Commons Imaging: 0 16 32 48 64 80 96 112 128 144 160 176 192 208 224 240
4-bit palette, ImageIO: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
4-bit palette, Commons Imaging: 0 15 0 15 0 15 0 15 0 15 0 15 0 15 0 15
2-bit palette, ImageIO: 0 1 2 3
2-bit palette, Commons Imaging: 0 3 0 3
4-bit gray, ImageIO: 0 17 34 51 68 85 102 119 136 153 170 187 204 221 238 255
4-bit gray, Commons Imaging: 0 31 32 63 64 95 96 127 128 159 160 191 192 223 224 255
2-bit gray, ImageIO: 0 85 170 255
2-bit gray, Commons Imaging: 0 127 128 255
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/FourBit.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
