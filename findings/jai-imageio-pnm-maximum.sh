#!/usr/bin/env bash
# jai-imageio's PNM reader ignores the maximum in the header, and reads binary 16-bit samples as two pixels each.
#
# Guess: white is the maximum that the header names, and the binary and the text form of one PGM or PPM give the same pixels.
# Truth: samples are returned as they are: with a maximum of 100, white is 100 of 255, a gray. A binary file with a maximum above 255
#        has two bytes per sample, but the reader takes each byte for a pixel: the upper half of the image becomes the whole, stretched
#        twofold and striped with low bytes. The text form of the same image gives 16-bit samples, still without the maximum.
# To do: use this reader for a maximum of 255 only. For text files multiply the raster by 255 / maximum or 65535 / maximum.
#
# Seen with jai-imageio-core 1.4.0 and Temurin 25.0.3.
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
  <groupId>findings</groupId><artifactId>pnmmaximum</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.github.jai-imageio</groupId><artifactId>jai-imageio-core</artifactId><version>1.4.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/PnmMaximum.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

public class PnmMaximum {
    static byte[] pgm(boolean text, int max, int[]... rows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        String header = (text ? "P2\n" : "P5\n") + rows[0].length + " " + rows.length + "\n" + max + "\n";
        file.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        for (int[] row : rows) {
            for (int gray : row) {
                if (text) {
                    file.writeBytes((gray + "\n").getBytes(StandardCharsets.US_ASCII));
                } else {
                    if (max > 255) {
                        file.write(gray >> 8);
                    }
                    file.write(gray);
                }
            }
        }
        return file.toByteArray();
    }

    static void show(int max, int[]... rows) throws Exception {
        for (boolean text : new boolean[] {false, true}) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(pgm(text, max, rows)));
            Raster raster = image.getRaster();
            StringBuilder samples = new StringBuilder();
            for (int y = 0; y < image.getHeight(); y++) {
                samples.append(" [");
                for (int x = 0; x < image.getWidth(); x++) {
                    samples.append(x == 0 ? "" : " ").append(raster.getSample(x, y, 0));
                }
                samples.append(']');
            }
            System.out.println("maximum " + max + (text ? ", text:" : ", binary:") + samples + ", "
                    + image.getColorModel().getComponentSize(0) + " bits");
        }
    }

    public static void main(String[] args) throws Exception {
        show(255, new int[] {0, 64, 128, 192}, new int[] {10, 74, 138, 255});
        show(100, new int[] {0, 25, 50, 75}, new int[] {10, 35, 60, 100});
        show(4095, new int[] {0, 1000, 2000, 3000}, new int[] {10, 1010, 2010, 4095});
        show(65535, new int[] {0, 16000, 32000, 48000}, new int[] {10, 16010, 32010, 65535});
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
maximum 255, binary: [0 64 128 192] [10 74 138 255], 8 bits
maximum 255, text: [0 64 128 192] [10 74 138 255], 8 bits
maximum 100, binary: [0 25 50 75] [10 35 60 100], 8 bits
maximum 100, text: [0 25 50 75] [10 35 60 100], 8 bits
maximum 4095, binary: [0 0 3 232] [7 208 11 184], 8 bits
maximum 4095, text: [0 1000 2000 3000] [10 1010 2010 4095], 16 bits
maximum 65535, binary: [0 0 62 128] [125 0 187 128], 8 bits
maximum 65535, text: [0 16000 32000 48000] [10 16010 32010 65535], 16 bits
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/PnmMaximum.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
