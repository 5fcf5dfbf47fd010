#!/usr/bin/env bash
# ImageIO takes a JPEG's luma and chroma for red, green and blue if its components are numbered from 0.
#
# Guess: a JPEG of three components without a JFIF or Adobe marker is YCbCr, whatever numbers its components have: a number only joins
#        a component's entries in the frame and in the scan.
# Truth: ImageIO calls such a file RGB if it is not subsampled and its components are numbered other than 1, 2, 3. The colors are gone:
#        red comes out as (76, 85, 255), white as (255, 128, 128). The same numbers with 4:2:0 are read right, and so is 4:4:4 with a JFIF
#        marker. TwelveMonkeys reads all of them right.
# To do: before ImageIO, look for three components in the frame header, none of JFIF or Adobe, no subsampling, numbers other than 1, 2, 3
#        and R, G, B; write 1, 2, 3 into frame and scan headers (six bytes), or take the raster's bands as YCbCr.
#
# Seen with Temurin 25.0.3; TwelveMonkeys 3.14.0 beside it.
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
  <groupId>findings</groupId><artifactId>ids</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.imageio</groupId><artifactId>imageio-jpeg</artifactId><version>3.14.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Ids.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class Ids {
    static byte[] jpeg(int[] colors, boolean subsampled) throws Exception {
        BufferedImage picture = new BufferedImage(16 * colors.length, 16, BufferedImage.TYPE_3BYTE_BGR);
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < 16; y++) {
                picture.setRGB(x, y, colors[x / 16]);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
        String format = metadata.getNativeMetadataFormatName();
        Element root = (Element) metadata.getAsTree(format);
        Element luma = (Element) root.getElementsByTagName("componentSpec").item(0);
        luma.setAttribute("HsamplingFactor", subsampled ? "2" : "1");
        luma.setAttribute("VsamplingFactor", subsampled ? "2" : "1");
        metadata.setFromTree(format, root);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(new IIOImage(picture, null, metadata));
        }
        return bytes.toByteArray();
    }

    /// The file with other numbers for its components, and without its JFIF marker unless that is to stay.
    static byte[] renumber(byte[] file, boolean jfif, int... numbers) {
        byte[] copy = file.clone();
        int at = 2;
        while (true) {
            int marker = copy[at + 1] & 255;
            boolean frame = marker == 0xc0;
            boolean scan = marker == 0xda;
            for (int i = 0; i < 3 && (frame || scan); i++) {
                copy[frame ? at + 10 + 3 * i : at + 5 + 2 * i] = (byte) numbers[i];
            }
            if (scan) {
                break;
            }
            at += 2 + (copy[at + 2] & 255) * 256 + (copy[at + 3] & 255);
        }
        if (jfif) {
            return copy;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(copy, 0, 2);
        out.write(copy, 20, copy.length - 20);
        return out.toByteArray();
    }

    /// The colors of the four squares, as one reader has them.
    static String read(byte[] file, boolean jdk) throws Exception {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg"); readers.hasNext();) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.") == jdk) {
                reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(file)));
                BufferedImage image = reader.read(0);
                StringBuilder text = new StringBuilder();
                for (int x = 8; x < image.getWidth(); x += 16) {
                    int rgb = image.getRGB(x, 8);
                    text.append(" (").append(rgb >> 16 & 255).append(' ').append(rgb >> 8 & 255).append(' ').append(rgb & 255).append(')');
                }
                return text.toString();
            }
        }
        throw new IllegalStateException("no such reader");
    }

    public static void main(String[] args) throws Exception {
        int[] colors = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff};
        byte[] full = jpeg(colors, false);
        byte[] half = jpeg(colors, true);
        byte[][] files = {renumber(full, true, 1, 2, 3), renumber(full, false, 1, 2, 3), renumber(full, false, 0, 1, 2),
            renumber(full, false, 10, 20, 30), renumber(full, true, 0, 1, 2), renumber(half, false, 0, 1, 2)};
        String[] names = {"4:4:4 JFIF 1 2 3", "4:4:4 1 2 3", "4:4:4 0 1 2", "4:4:4 10 20 30", "4:4:4 JFIF 0 1 2", "4:2:0 0 1 2"};
        for (int i = 0; i < files.length; i++) {
            System.out.println(names[i] + ": ImageIO" + read(files[i], true) + ", TwelveMonkeys" + read(files[i], false));
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
4:4:4 JFIF 1 2 3: ImageIO (254 0 0) (0 255 1) (0 0 254) (255 255 255), TwelveMonkeys (254 0 0) (0 255 1) (0 0 254) (255 255 255)
4:4:4 1 2 3: ImageIO (254 0 0) (0 255 1) (0 0 254) (255 255 255), TwelveMonkeys (254 0 0) (0 255 1) (0 0 254) (255 255 255)
4:4:4 0 1 2: ImageIO (76 85 255) (150 44 21) (29 255 107) (255 128 128), TwelveMonkeys (254 0 0) (0 255 1) (0 0 254) (255 255 255)
4:4:4 10 20 30: ImageIO (76 85 255) (150 44 21) (29 255 107) (255 128 128), TwelveMonkeys (254 0 0) (0 255 1) (0 0 254) (255 255 255)
4:4:4 JFIF 0 1 2: ImageIO (254 0 0) (0 255 1) (0 0 254) (255 255 255), TwelveMonkeys (254 0 0) (0 255 1) (0 0 254) (255 255 255)
4:2:0 0 1 2: ImageIO (254 0 0) (0 255 1) (0 0 254) (255 255 255), TwelveMonkeys (254 0 0) (0 255 1) (0 0 254) (255 255 255)
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/Ids.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
