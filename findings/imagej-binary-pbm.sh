#!/usr/bin/env bash
# ImageJ misreads binary PBM files: the first eight pixels always, and all rows unless the width is a multiple of 8.
#
# Guess: the binary form (P4) gives what the text form (P1) gives; each row of P4 is padded to full bytes.
# Truth: ImageJ reads P4 as one sequence of bits, without padding: rows of 13 pixels shift by three more pixels from row to row, and the
#        end stays black. At any width, pixels 1 to 7 of the image come out as the inverse of pixel 0, as if bits were expanded to
#        bytes in place and the first byte were overwritten before it is used. The text form is right.
# To do: read PBM with Commons Imaging, or expand the bits by yourself.
#
# Seen with ImageJ 1.54p, Commons Imaging 1.0.0-alpha6 and Temurin 25.0.3.
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
  <groupId>findings</groupId><artifactId>binarypbm</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>net.imagej</groupId><artifactId>ij</artifactId><version>1.54p</version>
    </dependency>
    <dependency>
      <groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/BinaryPbm.java" <<'JAVA'
import ij.IJ;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.imaging.Imaging;

public class BinaryPbm {
    static byte[] pbm(boolean text, String... rows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        String header = (text ? "P1\n" : "P4\n") + rows[0].length() + " " + rows.length + "\n";
        file.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        for (String row : rows) {
            if (text) {
                file.writeBytes((String.join(" ", row.split("")) + "\n").getBytes(StandardCharsets.US_ASCII));
            } else {
                for (int x = 0; x < row.length(); x += 8) {
                    file.write(Integer.parseInt((row + "0000000").substring(x, x + 8), 2));
                }
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

    static void show(Path file, String... rows) throws Exception {
        System.out.println("bits:" + " ".repeat(17) + String.join(" ", rows));
        for (boolean text : new boolean[] {true, false}) {
            Files.write(file, pbm(text, rows));
            String bits = bits(IJ.openImage(file.toString()).getBufferedImage());
            System.out.println("ImageJ, " + (text ? "P1:" : "P4:") + " ".repeat(10) + bits);
        }
        System.out.println("Commons Imaging, P4: " + bits(Imaging.getBufferedImage(file.toFile())));
    }

    public static void main(String[] args) throws Exception {
        System.out.println("ImageJ " + ij.ImageJ.VERSION);
        Path file = Path.of(args[0], "image.pbm");
        show(file, "0001100011111010", "1010110000111100", "1111000011110000");
        show(file, "1110001110001", "1110001110001", "1110001110001");
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
ImageJ 1.54p
bits:                 0001100011111010 1010110000111100 1111000011110000
ImageJ, P1:           0001100011111010 1010110000111100 1111000011110000
ImageJ, P4:           0111111111111010 1010110000111100 1111000011110000
Commons Imaging, P4:  0001100011111010 1010110000111100 1111000011110000
bits:                 1110001110001 1110001110001 1110001110001
ImageJ, P1:           1110001110001 1110001110001 1110001110001
ImageJ, P4:           1000000010001 0001110001110 0010001111111
Commons Imaging, P4:  1110001110001 1110001110001 1110001110001
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/BinaryPbm.java" "$folder" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
