#!/usr/bin/env bash
# Commons Imaging keeps the low byte of PGM and PPM files with more than 8 bits per sample.
#
# Guess: a reader that returns 8 bits per sample scales by the maximum in the header, or keeps the high byte.
# Truth: samples are scaled to 16 bits and the low byte is kept, in binary and in text files alike. A gradient becomes a sawtooth of
#        256 periods: with a maximum of 65535, 255 is white and 256 is black. With 4095, 15 becomes 240 and 2048 becomes 8. The
#        extremes, 0 and the maximum, are right, as are files with a maximum of up to 255. No error is raised.
# To do: parse PGM and PPM by yourself, a header of four fields and big-endian samples, or reject a maximum above 255.
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
  <groupId>findings</groupId><artifactId>pnm16</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Pnm16.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.imaging.Imaging;

public class Pnm16 {
    /// A PGM of one row.
    static byte[] pgm(boolean text, int max, int... grays) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(((text ? "P2\n" : "P5\n") + grays.length + " 1\n" + max + "\n").getBytes(StandardCharsets.US_ASCII));
        for (int gray : grays) {
            if (text) {
                file.writeBytes((gray + "\n").getBytes(StandardCharsets.US_ASCII));
            } else {
                if (max > 255) {
                    file.write(gray >> 8);
                }
                file.write(gray);
            }
        }
        return file.toByteArray();
    }

    static String read(byte[] file) throws Exception {
        BufferedImage image = Imaging.getBufferedImage(file);
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < image.getWidth(); x++) {
            text.append(' ').append(image.getRGB(x, 0) & 255);
        }
        return text.toString();
    }

    static void show(int max, int... grays) throws Exception {
        StringBuilder scaled = new StringBuilder();
        for (int gray : grays) {
            scaled.append(' ').append(Math.round(gray * 255f / max));
        }
        System.out.println("maximum " + max + ": " + Arrays.toString(grays) + ", scaled" + scaled);
        System.out.println("    binary" + read(pgm(false, max, grays)) + ", text" + read(pgm(true, max, grays)));
    }

    public static void main(String[] args) throws Exception {
        show(100, 0, 25, 50, 75, 100);
        show(255, 0, 64, 128, 192, 255);
        show(4095, 0, 15, 16, 2048, 4095);
        show(65535, 0, 255, 256, 32768, 65535);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
maximum 100: [0, 25, 50, 75, 100], scaled 0 64 128 191 255
    binary 0 64 128 191 255, text 0 64 128 191 255
maximum 255: [0, 64, 128, 192, 255], scaled 0 64 128 192 255
    binary 0 64 128 192 255, text 0 64 128 192 255
maximum 4095: [0, 15, 16, 2048, 4095], scaled 0 1 1 128 255
    binary 0 240 0 8 255, text 0 240 0 8 255
maximum 65535: [0, 255, 256, 32768, 65535], scaled 0 1 1 128 255
    binary 0 255 0 0 255, text 0 255 0 0 255
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/Pnm16.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
