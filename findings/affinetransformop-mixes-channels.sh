#!/usr/bin/env bash
# AffineTransformOp and ConvolveOp mix up the channels when the destination has another image type.
#
# Guess: op.filter(source, destination) converts between image types, as Graphics2D.drawImage, RescaleOp and ColorConvertOp do: a TYPE_INT_RGB
#        image resized into a TYPE_3BYTE_BGR one keeps its colors.
# Truth: the native loop writes pixels of the source's layout into the destination's memory, although the documentation of both
#        promises a color conversion. From TYPE_INT_RGB into TYPE_3BYTE_BGR each pixel's four bytes run into its neighbors':
#        plain orange becomes stripes. From TYPE_INT_ARGB into TYPE_INT_BGR red and blue change places. Without a destination,
#        bilinear and bicubic make one of TYPE_INT_ARGB, and a TYPE_INT_BGR or TYPE_USHORT_565_RGB source gets exchanged colors
#        and an alpha that was blue. Nothing is raised, but for TYPE_3BYTE_BGR into TYPE_INT_RGB.
# To do: resize with Graphics2D.drawImage or code of one's own; if it has to be these operations, copy the source into the
#        destination's type first. Test with an image of one saturated color: grey shows nothing.
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
cat > "$folder/Channels.java" <<'JAVA'
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.RescaleOp;
import java.util.Map;
import java.util.TreeSet;

public class Channels {
    static final Map<String, Integer> TYPES = Map.of("none", 0, "INT_RGB", 1, "INT_ARGB", 2, "INT_BGR", 4, "3BYTE_BGR", 5, "565", 8);

    static void show(String what, BufferedImageOp op, String from, String to) {
        BufferedImage source = new BufferedImage(8, 8, TYPES.get(from));
        for (int i = 0; i < 64; i++) {
            source.setRGB(i % 8, i / 8, 0xffff8400);
        }
        BufferedImage target = to.equals("none") ? null : new BufferedImage(8, 8, TYPES.get(to));
        TreeSet<String> colors = new TreeSet<>();
        try {
            BufferedImage result = op == null ? target : op.filter(source, target);
            if (op == null) {
                Graphics2D graphics = target.createGraphics();
                graphics.drawImage(source, 0, 0, null);
                graphics.dispose();
            }
            for (int i = 0; i < 16; i++) {
                colors.add(String.format("%08x", result.getRGB(2 + i % 4, 2 + i / 4)));
            }
        } catch (RuntimeException e) {
            colors.add(e.getMessage());
        }
        System.out.println(what + " " + from + " to " + to + ": " + String.join(" ", colors));
    }

    public static void main(String[] args) {
        BufferedImageOp bilinear = new AffineTransformOp(AffineTransform.getScaleInstance(1, 1), AffineTransformOp.TYPE_BILINEAR);
        BufferedImageOp convolve = new ConvolveOp(new Kernel(1, 1, new float[] {1}));
        BufferedImageOp rescale = new RescaleOp(1, 0, null);
        String[][] pairs = {{"INT_RGB", "INT_ARGB"}, {"INT_RGB", "3BYTE_BGR"}, {"INT_ARGB", "INT_BGR"}, {"3BYTE_BGR", "INT_RGB"}};
        for (String[] pair : pairs) {
            show("drawImage", null, pair[0], pair[1]);
            show("RescaleOp", rescale, pair[0], pair[1]);
            show("AffineTransformOp", bilinear, pair[0], pair[1]);
            show("ConvolveOp", convolve, pair[0], pair[1]);
        }
        for (String type : new String[] {"INT_RGB", "3BYTE_BGR", "INT_BGR", "565"}) {
            show("AffineTransformOp", bilinear, type, "none");
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
drawImage INT_RGB to INT_ARGB: ffff8400
RescaleOp INT_RGB to INT_ARGB: ffff8400
AffineTransformOp INT_RGB to INT_ARGB: ffff8400
ConvolveOp INT_RGB to INT_ARGB: ffff8400
drawImage INT_RGB to 3BYTE_BGR: ffff8400
RescaleOp INT_RGB to 3BYTE_BGR: ffff8400
AffineTransformOp INT_RGB to 3BYTE_BGR: ff0000ff ff00ff84 ff840000 ffff8400
ConvolveOp INT_RGB to 3BYTE_BGR: ff0000ff ff00ff84 ff840000 ffff8400
drawImage INT_ARGB to INT_BGR: ffff8400
RescaleOp INT_ARGB to INT_BGR: ffff8400
AffineTransformOp INT_ARGB to INT_BGR: ff0084ff
ConvolveOp INT_ARGB to INT_BGR: ff0084ff
drawImage 3BYTE_BGR to INT_RGB: ffff8400
RescaleOp 3BYTE_BGR to INT_RGB: ffff8400
AffineTransformOp 3BYTE_BGR to INT_RGB: Unable to transform src image
ConvolveOp 3BYTE_BGR to INT_RGB: Unable to convolve src image
AffineTransformOp INT_RGB to none: ffff8400
AffineTransformOp 3BYTE_BGR to none: ffff8400
AffineTransformOp INT_BGR to none: 0084ffff
AffineTransformOp 565 to none: 0084f8ff
TEXT
"$java" -Djava.awt.headless=true "$folder/Channels.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
