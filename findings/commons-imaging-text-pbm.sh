#!/usr/bin/env bash
# Commons Imaging inverts text PBM files, but not binary ones.
#
# Guess: P1 and P4 are two spellings of the same bits: 1 is black in both.
# Truth: Commons Imaging reads 1 as black in a binary file (P4) and as white in a text file (P1).
# To do: convert text PBM with another tool, or invert what comes from a file that starts with P1. Compare a reader's P1 and P4 first.
#
# Seen with Commons Imaging 1.0.0-alpha6, jai-imageio-core 1.4.0 and Temurin 25.0.3.
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
  <groupId>findings</groupId><artifactId>textpbm</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version>
    </dependency>
    <dependency>
      <groupId>com.github.jai-imageio</groupId><artifactId>jai-imageio-core</artifactId><version>1.4.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/TextPbm.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;

public class TextPbm {
    static final int[] ROWS = {0b1111000011001010, 0b0000000011111111};

    static byte[] pbm(boolean text) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(((text ? "P1\n" : "P4\n") + "16 " + ROWS.length + "\n").getBytes(StandardCharsets.US_ASCII));
        for (int row : ROWS) {
            if (text) {
                for (int bit = 15; bit >= 0; bit--) {
                    file.writeBytes(((row >> bit & 1) + " ").getBytes(StandardCharsets.US_ASCII));
                }
                file.write('\n');
            } else {
                file.write(row >> 8);
                file.write(row);
            }
        }
        return file.toByteArray();
    }

    /// The rows, with 1 for black.
    static String bits(BufferedImage image) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < image.getHeight(); y++) {
            text.append(' ');
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y) & 0xffffff;
                text.append(rgb == 0 ? '1' : rgb == 0xffffff ? '0' : '?');
            }
        }
        return text.toString();
    }

    static void show(String what, byte[] file) throws Exception {
        System.out.println(what + ": jai-imageio" + bits(ImageIO.read(new ByteArrayInputStream(file))) + ", Commons Imaging"
                + bits(Imaging.getBufferedImage(file)));
    }

    public static void main(String[] args) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int row : ROWS) {
            rows.append(' ').append(Integer.toBinaryString(1 << 16 | row).substring(1));
        }
        System.out.println("bits:" + rows);
        show("P4", pbm(false));
        show("P1", pbm(true));
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
bits: 1111000011001010 0000000011111111
P4: jai-imageio 1111000011001010 0000000011111111, Commons Imaging 1111000011001010 0000000011111111
P1: jai-imageio 1111000011001010 0000000011111111, Commons Imaging 0000111100110101 1111111100000000
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/TextPbm.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
