#!/usr/bin/env bash
# ImageIO cannot read planar TIFFs whose strip offsets are 16-bit numbers.
#
# Guess: StripOffsets may be of type SHORT or LONG, as TIFF 6.0 says, and both are read alike.
# Truth: with one plane per sample (PlanarConfiguration 2), ImageIO casts the offsets to 32-bit ones and throws a ClassCastException,
#        which is no IOException. Pixels in chunks are read with both types, and TwelveMonkeys reads planes with both. A writer
#        may choose SHORT for files under 64 KiB, so that small images fail and large ones pass.
# To do: catch RuntimeException beside IOException around ImageIO.read, and put TwelveMonkeys on the class path for TIFF.
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
  <groupId>findings</groupId><artifactId>planarshort</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-tiff</artifactId><version>3.15.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/PlanarShort.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

public class PlanarShort {
    /// A little-endian TIFF of four RGB pixels.
    static byte[] tiff(boolean planar, int type) {
        int strips = planar ? 3 : 1;
        int[] tags = {256, 4, 257, 1, 258, 200, 259, 1, 262, 2, 273, 512, 277, 3, 278, 1, 279, 12, 284, planar ? 2 : 1};
        ByteBuffer file = ByteBuffer.allocate(524).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x2a4949).putInt(8).putShort((short) (tags.length / 2));
        for (int i = 0; i < tags.length; i += 2) {
            boolean offsets = tags[i] == 273;
            boolean lengths = tags[i] == 279;
            file.putShort((short) tags[i]).putShort((short) (offsets ? type : 3));
            file.putInt(offsets || lengths ? strips : tags[i] == 258 ? 3 : 1);
            file.putInt(offsets && planar ? 220 : lengths && planar ? 240 : tags[i + 1]);
        }
        for (int i = 0; i < 3; i++) {
            file.putShort(200 + 2 * i, (short) 8);
            if (type == 3) {
                file.putShort(220 + 2 * i, (short) (512 + 4 * i));
            } else {
                file.putInt(220 + 4 * i, 512 + 4 * i);
            }
            file.putShort(240 + 2 * i, (short) 4);
        }
        for (int i = 0; i < 12; i++) {
            file.put(512 + i, (byte) (planar ? 10 * (i % 4 + 1) + i / 4 : 10 * (i / 3 + 1) + i % 3));
        }
        return file.array();
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

    static String pixels(byte[] file, boolean jdk) {
        try {
            BufferedImage image = read(file, jdk);
            StringBuilder text = new StringBuilder();
            for (int x = 0; x < image.getWidth(); x++) {
                text.append(' ').append(Arrays.toString(image.getRaster().getPixel(x, 0, (int[]) null)));
            }
            return text.toString();
        } catch (Exception e) {
            return " " + e.getClass().getName();
        }
    }

    public static void main(String[] args) {
        for (boolean planar : new boolean[] {false, true}) {
            for (int type : new int[] {4, 3}) {
                byte[] file = tiff(planar, type);
                System.out.println((planar ? "planes, " : "chunks, ") + (type == 3 ? "SHORT" : "LONG"));
                System.out.println("    ImageIO:" + pixels(file, true));
                System.out.println("    TwelveMonkeys:" + pixels(file, false));
            }
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
chunks, LONG
    ImageIO: [10, 11, 12] [20, 21, 22] [30, 31, 32] [40, 41, 42]
    TwelveMonkeys: [10, 11, 12] [20, 21, 22] [30, 31, 32] [40, 41, 42]
chunks, SHORT
    ImageIO: [10, 11, 12] [20, 21, 22] [30, 31, 32] [40, 41, 42]
    TwelveMonkeys: [10, 11, 12] [20, 21, 22] [30, 31, 32] [40, 41, 42]
planes, LONG
    ImageIO: [10, 11, 12] [20, 21, 22] [30, 31, 32] [40, 41, 42]
    TwelveMonkeys: [10, 11, 12] [20, 21, 22] [30, 31, 32] [40, 41, 42]
planes, SHORT
    ImageIO: java.lang.ClassCastException
    TwelveMonkeys: [10, 11, 12] [20, 21, 22] [30, 31, 32] [40, 41, 42]
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/PlanarShort.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
