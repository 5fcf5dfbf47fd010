#!/usr/bin/env bash
# TwelveMonkeys returns 8-bit TIFFs with associated alpha as if the colors were not premultiplied: transparent parts are too dark.
#
# Guess: ExtraSamples 1 (associated alpha) and 2 (unassociated alpha) give the same image for the same picture.
# Truth: TwelveMonkeys gives both the same color model, without premultiplication. Stored (100, 50, 25) with alpha 128 is the color
#        (199, 100, 50), but getRGB returns (100, 50, 25), and drawing it on a background multiplies by alpha again: dark edges.
#        ImageIO marks the image as premultiplied, Commons Imaging likewise, and TwelveMonkeys itself does for 16 bits per sample.
# To do: read 8-bit TIFFs whose tag 338 is 1 with the JDK's reader (class name com.sun.imageio...), or divide the colors by alpha.
#
# Seen with TwelveMonkeys 3.15.0, Commons Imaging 1.0.0-alpha6 and Temurin 25.0.3.
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
  <groupId>findings</groupId><artifactId>associatedalpha</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-tiff</artifactId><version>3.15.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.commons</groupId><artifactId>commons-imaging</artifactId><version>1.0.0-alpha6</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/AssociatedAlpha.java" <<'JAVA'
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.apache.commons.imaging.Imaging;

public class AssociatedAlpha {
    /// A TIFF of one pixel.
    static byte[] tiff(int extra, int red, int green, int blue, int alpha) {
        int[] tags = {256, 1, 257, 1, 258, 0, 259, 1, 262, 2, 273, 256, 277, 4, 278, 1, 279, 4, 338, extra};
        ByteBuffer file = ByteBuffer.allocate(260).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x2a4949).putInt(8).putShort((short) (tags.length / 2));
        for (int i = 0; i < tags.length; i += 2) {
            boolean bits = tags[i] == 258;
            file.putShort((short) tags[i]).putShort((short) 3).putInt(bits ? 4 : 1).putInt(bits ? 200 : tags[i + 1]);
        }
        file.putLong(200, 0x8000800080008L);
        return file.put(256, new byte[] {(byte) red, (byte) green, (byte) blue, (byte) alpha}).array();
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

    static String text(int argb) {
        return "(" + (argb >> 16 & 255) + " " + (argb >> 8 & 255) + " " + (argb & 255) + ")";
    }

    static void show(String what, BufferedImage image) {
        BufferedImage white = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = white.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        int argb = image.getRGB(0, 0);
        System.out.println("    " + what + ": premultiplied " + image.isAlphaPremultiplied() + ", alpha " + (argb >>> 24) + ", color "
                + text(argb) + ", on white " + text(white.getRGB(0, 0)));
    }

    static void show(String what, byte[] file) throws Exception {
        System.out.println(what);
        show("ImageIO", read(file, true));
        show("Commons Imaging", Imaging.getBufferedImage(file));
        show("TwelveMonkeys", read(file, false));
    }

    public static void main(String[] args) throws Exception {
        show("unassociated (199 100 50), alpha 128", tiff(2, 199, 100, 50, 128));
        show("associated (100 50 25), alpha 128", tiff(1, 100, 50, 25, 128));
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
unassociated (199 100 50), alpha 128
    ImageIO: premultiplied false, alpha 128, color (199 100 50), on white (227 177 152)
    Commons Imaging: premultiplied false, alpha 128, color (199 100 50), on white (227 177 152)
    TwelveMonkeys: premultiplied false, alpha 128, color (199 100 50), on white (227 177 152)
associated (100 50 25), alpha 128
    ImageIO: premultiplied true, alpha 128, color (199 100 50), on white (227 177 152)
    Commons Imaging: premultiplied true, alpha 128, color (199 100 50), on white (227 177 152)
    TwelveMonkeys: premultiplied false, alpha 128, color (100 50 25), on white (177 152 140)
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/AssociatedAlpha.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
