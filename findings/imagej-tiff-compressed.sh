#!/usr/bin/env bash
# ImageJ opens JPEG-compressed TIFFs narrower than 500 pixels, and 1-bit PackBits TIFFs, with the compressed bytes as pixels.
#
# Guess: ImageJ either decodes a TIFF's compression or does not open the file.
# Truth: ImageJ cannot decode JPEG in TIFF. It opens no such file of 500 columns or more, but narrower ones it opens as if they were
#        not compressed: the first pixels are the JPEG markers, 255 216 255 219. 1-bit PackBits is taken for uncompressed likewise,
#        while 8-bit PackBits is decoded. The result has the right size, and no error is raised.
# To do: look at the tags Compression (259) and BitsPerSample (258) before ImageJ opens a TIFF, or read it with ImageIO. A test of the
#        pipeline needs a small image and a wide one.
#
# Seen with ImageJ 1.54p and Temurin 25.0.3.
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
  <groupId>findings</groupId><artifactId>compressed</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>net.imagej</groupId><artifactId>ij</artifactId><version>1.54p</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Compressed.java" <<'JAVA'
import ij.IJ;
import ij.ImagePlus;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

public class Compressed {
    /// A TIFF with vertical stripes of five pixels, dark and light ones.
    static byte[] tiff(String compression, int type, int width) throws Exception {
        BufferedImage image = new BufferedImage(width, 16, type);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < 16; y++) {
                image.setRGB(x, y, x / 5 % 2 == 0 ? 0xff000000 : 0xffffffff);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionType(compression);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        }
        return bytes.toByteArray();
    }

    static String first(IntUnaryOperator row) {
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < 12; x++) {
            text.append(' ').append(row.applyAsInt(x));
        }
        return text.toString();
    }

    static void show(Path folder, String compression, int type, int width) throws Exception {
        byte[] file = tiff(compression, type, width);
        Path path = folder.resolve("image.tif");
        Files.write(path, file);
        PrintStream out = System.out;
        System.setOut(System.err); // ImageJ prints the file's path
        ImagePlus opened = IJ.openImage(path.toString());
        System.setOut(out);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        System.out.println(compression + ", " + (type == BufferedImage.TYPE_BYTE_BINARY ? 1 : 8) + "-bit, width " + width);
        System.out.println("    ImageIO" + first(x -> image.getRGB(x, 0) & 255));
        System.out.println("    ImageJ" + (opened == null ? " null" : first(x -> opened.getProcessor().get(x, 0))));
    }

    public static void main(String[] args) throws Exception {
        System.out.println("ImageJ " + ij.ImageJ.VERSION);
        Path folder = Path.of(args[0]);
        show(folder, "PackBits", BufferedImage.TYPE_BYTE_GRAY, 499);
        show(folder, "PackBits", BufferedImage.TYPE_BYTE_BINARY, 499);
        show(folder, "JPEG", BufferedImage.TYPE_BYTE_GRAY, 500);
        show(folder, "JPEG", BufferedImage.TYPE_BYTE_GRAY, 499);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
ImageJ 1.54p
PackBits, 8-bit, width 499
    ImageIO 0 0 0 0 0 255 255 255 255 255 0 0
    ImageJ 0 0 0 0 0 255 255 255 255 255 0 0
PackBits, 1-bit, width 499
    ImageIO 0 0 0 0 0 255 255 255 255 255 0 0
    ImageJ 0 0 255 255 255 255 255 0 0 0 0 0
JPEG, 8-bit, width 500
    ImageIO 0 0 0 0 0 255 255 255 255 255 0 0
    ImageJ null
JPEG, 8-bit, width 499
    ImageIO 0 0 0 0 0 255 255 255 255 255 0 0
    ImageJ 255 216 255 219 0 67 0 1 1 1 1 1
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/Compressed.java" "$folder" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
