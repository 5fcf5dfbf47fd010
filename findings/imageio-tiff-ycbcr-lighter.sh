#!/usr/bin/env bash
# ImageIO's TIFF reader returns YCbCr and CMYK images that are too light: gray 48 becomes 120.
#
# Guess: getRGB returns the colors of the file: neutral chroma and a luma of 48 are the gray (48, 48, 48).
# Truth: the raster holds the right values, but the image's color space is linear RGB, and getRGB and drawImage convert from it to sRGB.
#        CMYK is the same: its color space treats the converted values as linear. TIFF's YCbCr is gamma-encoded (CCIR 601), and
#        so TwelveMonkeys and Commons Imaging return 48. ImageIO returns RGB, and YCbCr with JPEG compression, correctly.
# To do: use TwelveMonkeys for TIFF, or read the raster: its three bands are sRGB if the color space is CS_LINEAR_RGB. CMYK needs a
#        conversion by hand, (255 - C) * (255 - K) / 255 for red.
#
# Seen with Temurin 25.0.3, TwelveMonkeys 3.15.0 and Commons Imaging 1.0.0-alpha6.
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
  <groupId>findings</groupId><artifactId>lighter</artifactId><version>1</version>
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
cat > "$folder/Lighter.java" <<'JAVA'
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.apache.commons.imaging.Imaging;

public class Lighter {
    static final int STEP = 8; // pixels of one gray
    static final int[] GRAYS = {0, 48, 96, 144, 192, 255};

    /// An uncompressed TIFF of one row.
    ///
    /// @param pixels one pixel per gray
    static byte[] tiff(int photometric, byte[]... pixels) {
        int samples = pixels[0].length;
        int[][] tags = {{256, pixels.length * STEP}, {257, 1}, {258, 8, 8, 8, 8}, {259, 1}, {262, photometric}, {273, 256}, {277, samples},
            {278, 1}, {279, pixels.length * STEP * samples}, {530, 1, 1}};
        tags[2] = Arrays.copyOf(tags[2], samples + 1);
        int count = photometric == 6 ? tags.length : tags.length - 1; // only YCbCr has a subsampling
        ByteBuffer file = ByteBuffer.allocate(256 + pixels.length * STEP * samples).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x2a4949).putInt(8).putShort((short) count);
        for (int[] tag : Arrays.copyOf(tags, count)) {
            file.putShort((short) tag[0]).putShort((short) 3).putInt(tag.length - 1);
            if (tag.length > 3) {
                file.putInt(200);
                for (int i = 1; i < tag.length; i++) {
                    file.putShort(198 + 2 * i, (short) tag[i]);
                }
            } else {
                file.putShort((short) tag[1]).putShort((short) (tag.length == 3 ? tag[2] : 0));
            }
        }
        file.position(256);
        for (byte[] pixel : pixels) {
            for (int i = 0; i < STEP; i++) {
                file.put(pixel);
            }
        }
        return file.array();
    }

    /// A TIFF with JPEG compression, written by ImageIO.
    static byte[] jpeg() throws Exception {
        BufferedImage image = new BufferedImage(GRAYS.length * STEP, STEP, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < STEP; y++) {
                image.setRGB(x, y, GRAYS[x / STEP] * 0x10101);
            }
        }
        ImageWriter writer = writer();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionType("JPEG");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        }
        return bytes.toByteArray();
    }

    static ImageWriter writer() {
        for (Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("tiff"); writers.hasNext();) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.")) {
                return writer;
            }
        }
        throw new IllegalStateException("no such writer");
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

    static String grays(BufferedImage image) {
        StringBuilder text = new StringBuilder();
        for (int x = STEP / 2; x < image.getWidth(); x += STEP) {
            int rgb = image.getRGB(x, 0);
            text.append(' ').append(rgb >> 8 & 255).append((rgb & 0xffffff) == (rgb & 255) * 0x10101 ? "" : "!");
        }
        return text.toString();
    }

    static void show(String what, byte[] file) throws Exception {
        BufferedImage image = read(file, true);
        StringBuilder raster = new StringBuilder();
        for (int x = STEP / 2; x < image.getWidth(); x += STEP) {
            raster.append(' ').append(Arrays.toString(image.getRaster().getPixel(x, 0, (int[]) null)));
        }
        System.out.println(what + ": ImageIO getRGB" + grays(image) + ", TwelveMonkeys" + grays(read(file, false)) + ", Commons Imaging"
                + grays(Imaging.getBufferedImage(file)));
        System.out.println("    raster" + raster + ", linear RGB: "
                + (image.getColorModel().getColorSpace() == ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB)));
    }

    public static void main(String[] args) throws Exception {
        byte[][] rgb = new byte[GRAYS.length][];
        byte[][] ycc = new byte[GRAYS.length][];
        byte[][] cmyk = new byte[GRAYS.length][];
        for (int i = 0; i < GRAYS.length; i++) {
            byte gray = (byte) GRAYS[i];
            rgb[i] = new byte[] {gray, gray, gray};
            ycc[i] = new byte[] {gray, (byte) 128, (byte) 128};
            cmyk[i] = new byte[] {0, 0, 0, (byte) (255 - gray)};
        }
        show("RGB", tiff(2, rgb));
        show("YCbCr", tiff(6, ycc));
        show("CMYK", tiff(5, cmyk));
        show("YCbCr, JPEG", jpeg());
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
RGB: ImageIO getRGB 0 48 96 144 192 255, TwelveMonkeys 0 48 96 144 192 255, Commons Imaging 0 48 96 144 192 255
    raster [0, 0, 0] [48, 48, 48] [96, 96, 96] [144, 144, 144] [192, 192, 192] [255, 255, 255], linear RGB: false
YCbCr: ImageIO getRGB 0 120 165 198 225 255, TwelveMonkeys 0 48 96 144 192 255, Commons Imaging 0 48 96 144 192 255
    raster [0, 0, 0] [48, 48, 48] [96, 96, 96] [144, 144, 144] [192, 192, 192] [255, 255, 255], linear RGB: true
CMYK: ImageIO getRGB 0 120 165 198 225 255, TwelveMonkeys 0 48 96 144 192 255, Commons Imaging 0 48 96 144 192 255
    raster [0, 0, 0, 255] [0, 0, 0, 207] [0, 0, 0, 159] [0, 0, 0, 111] [0, 0, 0, 63] [0, 0, 0, 0], linear RGB: false
YCbCr, JPEG: ImageIO getRGB 0 48 96 144 192 255, TwelveMonkeys 0 48 96 144 192 255, Commons Imaging 0 48 96 144 192 255
    raster [0, 0, 0] [48, 48, 48] [96, 96, 96] [144, 144, 144] [192, 192, 192] [255, 255, 255], linear RGB: false
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/Lighter.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
