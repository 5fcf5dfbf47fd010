#!/usr/bin/env bash
# Commons Imaging drops the alpha of TIFFs with gray and alpha or with 16 bits per sample; 8-bit RGBA keeps it.
#
# Guess: alpha is kept for all of them, as ImageIO does.
# Truth: only 8-bit RGBA comes out with alpha. Gray with alpha and 16-bit RGBA come out opaque, and what lies under transparent pixels, at
#        times garbage, becomes visible. Associated alpha makes it worse: the colors stay multiplied by the alpha that is gone.
# To do: if the image has no alpha but the file's tag 338 is 1 or 2, read it with ImageIO before it is put on a background.
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
  <groupId>findings</groupId><artifactId>dropsalpha</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/DropsAlpha.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.apache.commons.imaging.Imaging;

public class DropsAlpha {
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

    static String argb(BufferedImage image) {
        int argb = image.getRGB(0, 0);
        return "red " + (argb >> 16 & 255) + " alpha " + (argb >>> 24);
    }

    /// A TIFF of one pixel.
    static void show(int extra, int bytes, int... samples) throws Exception {
        byte[] pixel = new byte[bytes * samples.length];
        for (int i = 0; i < pixel.length; i++) {
            pixel[i] = (byte) samples[i / bytes];
        }
        int[] bits = new int[samples.length + 1];
        Arrays.fill(bits, 8 * bytes);
        bits[0] = 258;
        byte[] file = tiff(pixel, new int[] {256, 1}, new int[] {257, 1}, bits, new int[] {259, 1},
                new int[] {262, samples.length == 4 ? 2 : 1}, new int[] {273, 512}, new int[] {277, samples.length}, new int[] {278, 1},
                new int[] {279, pixel.length}, new int[] {338, extra});
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        System.out.println((samples.length == 4 ? "RGBA, " : "gray and alpha, ") + 8 * bytes + " bits, "
                + (extra == 1 ? "associated" : "unassociated") + ": ImageIO " + argb(image) + ", Commons Imaging "
                + argb(Imaging.getBufferedImage(file)));
    }

    public static void main(String[] args) throws Exception {
        show(2, 1, 255, 255, 255, 51);
        show(2, 2, 255, 255, 255, 51);
        show(2, 1, 255, 51);
        show(2, 2, 255, 51);
        show(1, 1, 51, 51, 51, 51);
        show(1, 2, 51, 51, 51, 51);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
RGBA, 8 bits, unassociated: ImageIO red 255 alpha 51, Commons Imaging red 255 alpha 51
RGBA, 16 bits, unassociated: ImageIO red 255 alpha 51, Commons Imaging red 255 alpha 255
gray and alpha, 8 bits, unassociated: ImageIO red 255 alpha 51, Commons Imaging red 255 alpha 255
gray and alpha, 16 bits, unassociated: ImageIO red 255 alpha 51, Commons Imaging red 255 alpha 255
RGBA, 8 bits, associated: ImageIO red 255 alpha 51, Commons Imaging red 255 alpha 51
RGBA, 16 bits, associated: ImageIO red 255 alpha 51, Commons Imaging red 51 alpha 255
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/DropsAlpha.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
