#!/usr/bin/env bash
# ConvolveOp and AffineTransformOp take the upper half of 16-bit grey for negative numbers.
#
# Guess: java.awt.image filters 16-bit grey (TYPE_USHORT_GRAY, what ImageIO gives for 16-bit PNG and TIFF) as it filters 8-bit grey; RescaleOp
#        and LookupOp do.
# Truth: samples of 32768 and above are taken for sample - 65536, and results below zero come out as nearly white. A kernel of
#        one tap with weight 0.5 leaves 65535 as it is and turns 40000 into 52768. A blurred edge between 0 and 60000 gives
#        64152 and 61384 instead of 15000 and 45000. Bilinear enlarging gives 16383 and 49152 between 32767 and 32768. Bicubic
#        enlarging gives 65052 beside black and 220 beside white. There is no exception. 8-bit images are right, and so are
#        16-bit ones that are darker than 32768, except for bicubic: a test with dark images does not notice.
# To do: reduce 16-bit images to 8 bits (the upper byte of the raster's samples) or to float arrays before resizing or blurring.
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
cat > "$folder/Grey16.java" <<'JAVA'
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.Raster;
import java.awt.image.RasterOp;
import java.awt.image.RescaleOp;
import java.util.Arrays;

public class Grey16 {
    static String row(int type, RasterOp op, int... samples) {
        BufferedImage image = new BufferedImage(samples.length, 4, type);
        for (int y = 0; y < 4; y++) {
            image.getRaster().setSamples(0, y, samples.length, 1, 0, samples);
        }
        Raster result = op.filter(image.getRaster(), null);
        return Arrays.toString(result.getSamples(0, 1, result.getWidth(), 1, 0, (int[]) null));
    }

    public static void main(String[] args) {
        RasterOp half = new ConvolveOp(new Kernel(1, 1, new float[] {0.5f}));
        RasterOp box = new ConvolveOp(new Kernel(3, 1, new float[] {1 / 4f, 1 / 2f, 1 / 4f}));
        RasterOp bilinear = new AffineTransformOp(AffineTransform.getScaleInstance(2, 1), AffineTransformOp.TYPE_BILINEAR);
        RasterOp bicubic = new AffineTransformOp(AffineTransform.getScaleInstance(2, 1), AffineTransformOp.TYPE_BICUBIC);
        int grey8 = BufferedImage.TYPE_BYTE_GRAY;
        int grey16 = BufferedImage.TYPE_USHORT_GRAY;
        System.out.println("8 bits, half: " + row(grey8, half, 0, 100, 127, 128, 200, 255));
        System.out.println("16 bits, half, dark: " + row(grey16, half, 0, 2000, 20000, 32767));
        System.out.println("16 bits, half: " + row(grey16, half, 0, 20000, 32767, 32768, 40000, 65535));
        System.out.println("16 bits, RescaleOp half: " + row(grey16, new RescaleOp(0.5f, 0, null), 0, 20000, 32767, 32768, 40000, 65535));
        System.out.println("8 bits, blurred edge: " + row(grey8, box, 0, 0, 0, 240, 240, 240));
        System.out.println("16 bits, blurred edge: " + row(grey16, box, 0, 0, 0, 60000, 60000, 60000));
        System.out.println("16 bits, bilinear: " + row(grey16, bilinear, 32766, 32767, 32768, 32769));
        System.out.println("8 bits, bicubic: " + row(grey8, bicubic, 0, 0, 80, 80, 175, 175, 255, 255));
        System.out.println("16 bits, bicubic: " + row(grey16, bicubic, 0, 0, 20480, 20480, 44800, 44800, 65280, 65280));
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
8 bits, half: [0, 50, 63, 64, 100, 127]
16 bits, half, dark: [0, 1000, 10000, 16383]
16 bits, half: [0, 10000, 16383, 49152, 52768, 65535]
16 bits, RescaleOp half: [0, 10000, 16383, 16384, 20000, 32767]
8 bits, blurred edge: [0, 0, 60, 180, 240, 0]
16 bits, blurred edge: [0, 0, 64152, 61384, 60000, 0]
16 bits, bilinear: [32766, 32766, 32767, 16383, 49152, 32768, 32769, 32769]
8 bits, bicubic: [0, 0, 0, 16, 64, 83, 75, 99, 156, 180, 172, 191, 239, 255, 255, 255]
16 bits, bicubic: [0, 65052, 64097, 4181, 16341, 22893, 23850, 12065, 53129, 41416, 42403, 48982, 61141, 1185, 220, 65280]
TEXT
"$java" -Djava.awt.headless=true "$folder/Grey16.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
