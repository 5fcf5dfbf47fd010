#!/usr/bin/env bash
# Commons Imaging darkens PNGs that say the usual: gamma 1/2.2.
#
# Guess: a gAMA chunk of 45455 (1/2.2) says that the samples are what a screen wants, as in nearly all PNGs that have the chunk: a
#        reader changes nothing. Most readers ignore the chunk.
# Truth: Commons Imaging decodes to linear light and leaves it at that: 64 becomes 12, 128 becomes 56. A file with gamma 1.0, the one
#        that would need a correction, is left alone. ImageIO ignores the chunk, as libpng's, Pillow's and OpenCV's readers do. An
#        sRGB chunk beside gAMA switches the change off.
# To do: read PNG with ImageIO. If Commons Imaging has to read it, compare it with ImageIO on a file that has a gAMA chunk first.
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
  <groupId>findings</groupId><artifactId>gamma</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Gamma.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;

public class Gamma {
    static void chunk(DataOutputStream out, String type, byte[] data) throws Exception {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    /// A PNG of one row of 256 grey pixels of three samples, from black to white; no gAMA for 0.
    static byte[] png(int gamma, boolean srgb) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504e470d0a1a0aL);
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(256).putInt(1).put((byte) 8).put((byte) 2).array());
        if (srgb) {
            chunk(out, "sRGB", new byte[1]);
        }
        if (gamma > 0) {
            chunk(out, "gAMA", ByteBuffer.allocate(4).putInt(gamma).array());
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(0);
            for (int i = 0; i < 256; i++) {
                deflater.write(new byte[] {(byte) i, (byte) i, (byte) i});
            }
        }
        chunk(out, "IDAT", packed.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    static String samples(BufferedImage image) {
        StringBuilder text = new StringBuilder();
        for (int x : new int[] {0, 32, 64, 128, 192, 255}) {
            text.append(' ').append(image.getRGB(x, 0) >> 8 & 255);
        }
        return text.toString();
    }

    static void show(String what, byte[] file) throws Exception {
        System.out.println(what + ": ImageIO" + samples(ImageIO.read(new ByteArrayInputStream(file))) + ", Commons Imaging"
                + samples(Imaging.getBufferedImage(file)));
    }

    public static void main(String[] args) throws Exception {
        show("no gAMA", png(0, false));
        show("gAMA 45455", png(45455, false));
        show("gAMA 55556", png(55556, false));
        show("gAMA 100000", png(100000, false));
        show("gAMA 45455 and sRGB", png(45455, true));
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
no gAMA: ImageIO 0 32 64 128 192 255, Commons Imaging 0 32 64 128 192 255
gAMA 45455: ImageIO 0 32 64 128 192 255, Commons Imaging 0 3 12 56 137 255
gAMA 55556: ImageIO 0 32 64 128 192 255, Commons Imaging 0 6 21 74 153 255
gAMA 100000: ImageIO 0 32 64 128 192 255, Commons Imaging 0 32 64 128 192 255
gAMA 45455 and sRGB: ImageIO 0 32 64 128 192 255, Commons Imaging 0 32 64 128 192 255
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/Gamma.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
