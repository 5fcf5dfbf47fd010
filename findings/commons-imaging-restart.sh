#!/usr/bin/env bash
# Commons Imaging decodes JPEGs with restart markers into noise, without an exception.
#
# Guess: restart markers are part of baseline JPEG, many cameras and libjpeg's -restart write them, and they change no pixel: a reader
#        that takes baseline files either takes them or refuses them.
# Truth: Commons Imaging loses the bit position at each restart. The file of this script has the same coefficients with and without
#        markers, and the JDK reads the same pixels from both. Commons Imaging is within 5 levels of the JDK without them; with a marker
#        a row of blocks it differs by 60 levels on average, the worst sample by more than 200. No exception, no warning.
# To do: do not decode JPEG with Commons Imaging. Take ImageIO, and Commons Imaging only for what ImageIO cannot read.
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
  <groupId>findings</groupId><artifactId>restart</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Restart.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.apache.commons.imaging.Imaging;
import org.w3c.dom.Node;

public class Restart {
    /// A baseline JPEG of the picture, with a restart marker each so many units of 16 by 16 pixels, or without any for 0.
    static byte[] jpeg(BufferedImage picture, int interval) throws Exception {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
        if (interval > 0) {
            String format = metadata.getNativeMetadataFormatName();
            Node root = metadata.getAsTree(format);
            IIOMetadataNode restart = new IIOMetadataNode("dri");
            restart.setAttribute("interval", Integer.toString(interval));
            root.getLastChild().insertBefore(restart, root.getLastChild().getFirstChild());
            metadata.setFromTree(format, root);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(new IIOImage(picture, null, metadata));
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    /// How many restart markers a file holds.
    static int markers(byte[] file) {
        int count = 0;
        for (int i = 0; i + 1 < file.length; i++) {
            if (file[i] == -1 && (file[i + 1] & 0xf8) == 0xd0) {
                count++;
            }
        }
        return count;
    }

    static String difference(BufferedImage a, BufferedImage b) {
        long sum = 0;
        int worst = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int d = Math.abs((a.getRGB(x, y) >> shift & 255) - (b.getRGB(x, y) >> shift & 255));
                    sum += d;
                    worst = Math.max(worst, d);
                }
            }
        }
        double mean = sum / (3.0 * a.getWidth() * a.getHeight());
        System.err.printf("mean %.2f, worst %d%n", mean, worst);
        return mean == 0 ? "none" : mean < 3 ? "small" : mean > 20 && worst > 100 ? "noise" : "medium";
    }

    public static void main(String[] args) throws Exception {
        BufferedImage picture = new BufferedImage(128, 128, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < 128; y++) {
            for (int x = 0; x < 128; x++) {
                picture.setRGB(x, y, 2 * x << 16 | 2 * y << 8 | 255 - x - y);
            }
        }
        byte[] plain = jpeg(picture, 0);
        BufferedImage truth = ImageIO.read(new ByteArrayInputStream(plain));
        for (int interval : new int[] {0, 1, 8, 24}) {
            byte[] file = jpeg(picture, interval);
            System.out.printf("interval %d, %d markers; differences: ImageIO %s, Commons Imaging %s%n", interval, markers(file),
                    difference(truth, ImageIO.read(new ByteArrayInputStream(file))), difference(truth, Imaging.getBufferedImage(file)));
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
interval 0, 0 markers; differences: ImageIO none, Commons Imaging small
interval 1, 63 markers; differences: ImageIO none, Commons Imaging noise
interval 8, 7 markers; differences: ImageIO none, Commons Imaging noise
interval 24, 2 markers; differences: ImageIO none, Commons Imaging noise
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/Restart.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
