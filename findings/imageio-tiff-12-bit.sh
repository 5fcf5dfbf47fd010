#!/usr/bin/env bash
# getRGB of ImageIO's 12- and 14-bit TIFFs wraps around: a gradient becomes a sawtooth.
#
# Guess: ImageIO either keeps 12-bit samples or scales them to 16 bits, and the color model fits.
# Truth: it does half of each: the raster holds samples scaled to 16 bits, and the color model says 12, so that getRGB uses their low 12
#        bits. From black to white there are 16 ramps (4 for 14 bits). No error is raised. TwelveMonkeys keeps the samples as they are.
# To do: read such TIFFs with TwelveMonkeys, or take ImageIO's raster and divide by 257, whatever the color model says.
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
  <groupId>findings</groupId><artifactId>twelvebit</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-tiff</artifactId><version>3.15.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/TwelveBit.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

public class TwelveBit {
    static final int WIDTH = 8; // a row of any number of bits fills bytes

    /// An RGB TIFF of one row: equal steps of gray from black to white.
    static byte[] tiff(int bits) {
        BigInteger row = BigInteger.ONE; // keeps leading zeros
        for (int i = 0; i < 3 * WIDTH; i++) {
            row = row.shiftLeft(bits).or(BigInteger.valueOf(((1 << bits) - 1) * (i / 3) / (WIDTH - 1)));
        }
        int size = 3 * WIDTH * bits / 8;
        int[] tags = {256, WIDTH, 257, 1, 258, 0, 259, 1, 262, 2, 273, 256, 277, 3, 278, 1, 279, size};
        ByteBuffer file = ByteBuffer.allocate(256 + size).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x2a4949).putInt(8).putShort((short) (tags.length / 2));
        for (int i = 0; i < tags.length; i += 2) {
            boolean depth = tags[i] == 258;
            file.putShort((short) tags[i]).putShort((short) 3).putInt(depth ? 3 : 1).putInt(depth ? 200 : tags[i + 1]);
        }
        file.putShort(200, (short) bits).putShort(202, (short) bits).putShort(204, (short) bits);
        return file.put(256, row.toByteArray(), 1, size).array();
    }

    static void show(byte[] file, boolean jdk) throws Exception {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("tiff"); readers.hasNext();) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.") == jdk) {
                reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
                BufferedImage image = reader.read(0);
                StringBuilder raster = new StringBuilder();
                StringBuilder rgb = new StringBuilder();
                for (int x = 0; x < WIDTH; x++) {
                    raster.append(' ').append(image.getRaster().getSample(x, 0, 0));
                    rgb.append(' ').append(image.getRGB(x, 0) >> 16 & 255);
                }
                System.out.println((jdk ? "    ImageIO: " : "    TwelveMonkeys: ") + image.getColorModel().getComponentSize(0)
                        + " bits, raster" + raster + ", getRGB" + rgb);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        for (int bits : new int[] {8, 12, 14}) {
            System.out.println(bits + " bits per sample");
            byte[] file = tiff(bits);
            show(file, true);
            show(file, false);
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
8 bits per sample
    ImageIO: 8 bits, raster 0 36 72 109 145 182 218 255, getRGB 0 36 72 109 145 182 218 255
    TwelveMonkeys: 8 bits, raster 0 36 72 109 145 182 218 255, getRGB 0 36 72 109 145 182 218 255
12 bits per sample
    ImageIO: 12 bits, raster 0 9362 18724 28086 37449 46811 56173 65535, getRGB 0 73 146 219 36 109 182 255
    TwelveMonkeys: 12 bits, raster 0 585 1170 1755 2340 2925 3510 4095, getRGB 0 36 73 109 146 182 219 255
14 bits per sample
    ImageIO: 14 bits, raster 0 9360 18721 28085 37446 46810 56171 65535, getRGB 0 146 36 182 73 219 109 255
    TwelveMonkeys: 14 bits, raster 0 2340 4680 7021 9361 11702 14042 16383, getRGB 0 36 73 109 146 182 219 255
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/TwelveBit.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
