#!/usr/bin/env bash
# LookupOp swaps red and blue in the images that ImageIO reads from JPEG, PNG and BMP.
#
# Guess: new LookupOp(table, null).filter(image, null), the usual form for brightness, gamma and negatives, leaves all colors as
#        they are when the table changes nothing.
# Truth: for TYPE_3BYTE_BGR, what ImageIO gives for most JPEG, PNG and BMP files, red and blue change places: the operation
#        creates a destination whose bytes lie in the opposite order, and the native loop copies byte by byte. For
#        TYPE_4BYTE_ABGR alpha becomes a color. TYPE_INT_RGB is right, and so is TIFF, which ImageIO reads in the other order.
#        The image itself, or one of its type, as the destination gives the right colors.
# To do: pass a destination of the source's type: op.filter(image, image). In front of a network, as augmentation or contrast
#        correction, the exchange costs accuracy and raises nothing; grey images do not show it.
#
# Seen with Temurin 25.0.3.
set -euo pipefail

for home in "${JDK25:-}" "${JAVA_HOME:-}" ""; do
    java="${home:+$home/bin/}java"
    if "$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' >/dev/null; then break; fi
done
"$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' || { echo "set JDK25 to the folder of a JDK 25"; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/Lookup.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.awt.image.ByteLookupTable;
import java.awt.image.LookupOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

public class Lookup {
    static BufferedImage orange(int type) {
        BufferedImage image = new BufferedImage(16, 16, type);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, 0xffe08020);
        }
        return image;
    }

    static String color(BufferedImage image) {
        return Integer.toHexString(image.getRGB(8, 8));
    }

    public static void main(String[] args) throws IOException {
        byte[] same = new byte[256];
        for (int i = 0; i < 256; i++) {
            same[i] = (byte) i;
        }
        LookupOp nothing = new LookupOp(new ByteLookupTable(0, same), null);
        for (String format : new String[] {"png", "bmp", "jpeg", "tiff"}) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageIO.write(orange(BufferedImage.TYPE_INT_RGB), format, file);
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(file.toByteArray()));
            System.out.println(format + ": " + color(read) + " becomes " + color(nothing.filter(read, null))
                    + ", with a destination of its type " + color(nothing.filter(read, read)));
        }
        BufferedImage packed = orange(BufferedImage.TYPE_INT_RGB);
        System.out.println("TYPE_INT_RGB: " + color(packed) + " becomes " + color(nothing.filter(packed, null)));
        BufferedImage alpha = orange(BufferedImage.TYPE_4BYTE_ABGR);
        System.out.println("TYPE_4BYTE_ABGR: " + color(alpha) + " becomes " + color(nothing.filter(alpha, null)));
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
png: ffe08020 becomes ff2080e0, with a destination of its type ffe08020
bmp: ffe08020 becomes ff2080e0, with a destination of its type ffe08020
jpeg: ffe18021 becomes ff2180e1, with a destination of its type ffe18021
tiff: ffe08020 becomes ffe08020, with a destination of its type ffe08020
TYPE_INT_RGB: ffe08020 becomes ffe08020
TYPE_4BYTE_ABGR: ffe08020 becomes e0ff2080
TEXT
"$java" -Djava.awt.headless=true "$folder/Lookup.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
