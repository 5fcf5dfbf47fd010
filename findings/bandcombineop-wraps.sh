#!/usr/bin/env bash
# BandCombineOp, the JDK's color matrix, wraps around where all other operations of java.awt.image clip.
#
# Guess: a color matrix whose sum exceeds 255 gives 255, one whose sum is negative gives 0, as RescaleOp and ConvolveOp do;
#        on a raster of floats it gives floats.
# Truth: BandCombineOp truncates the sum to an int and stores its lowest bits. The usual sepia matrix turns white (255, 255, 255) into
#        dark blue (88, 50, 238). A brightness factor of 1.2 turns 220 into 8, a bias of -10 turns 5 into 251. On float rasters it
#        drops the fractions, of the samples and of the sums: pixels in 0..1 become 0, even by the identity matrix.
# To do: write color matrices (color jitter, YCbCr, grey by weights) as a loop with a clip of your own, or make sure that no row's sum can
#        leave the range. RescaleOp clips, but handles the bands one by one.
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
cat > "$folder/Matrix.java" <<'JAVA'
import java.awt.image.BandCombineOp;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.RescaleOp;
import java.awt.image.WritableRaster;
import java.util.Arrays;

public class Matrix {
    static WritableRaster pixel(int type, double... samples) {
        int[] offsets = {0, 1, 2};
        WritableRaster raster = Raster.createWritableRaster(
                new PixelInterleavedSampleModel(type, 1, 1, samples.length, samples.length, offsets), null);
        raster.setPixel(0, 0, samples);
        return raster;
    }

    static void show(String what, Raster result) {
        System.out.println(what + ": " + Arrays.toString(result.getPixel(0, 0, (double[]) null)));
    }

    public static void main(String[] args) {
        int bytes = DataBuffer.TYPE_BYTE;
        int floats = DataBuffer.TYPE_FLOAT;
        float[][] sepia = {{0.393f, 0.769f, 0.189f}, {0.349f, 0.686f, 0.168f}, {0.272f, 0.534f, 0.131f}};
        float[][] brighter = {{1.2f, 0, 0}, {0, 1.2f, 0}, {0, 0, 1.2f}};
        float[][] darker = {{1, 0, 0, -10}, {0, 1, 0, -10}, {0, 0, 1, -10}};
        float[][] identity = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        show("sepia of grey", new BandCombineOp(sepia, null).filter(pixel(bytes, 100, 100, 100), null));
        show("sepia of white", new BandCombineOp(sepia, null).filter(pixel(bytes, 255, 255, 255), null));
        show("1.2 x", new BandCombineOp(brighter, null).filter(pixel(bytes, 100, 210, 220), null));
        show("1.2 x by RescaleOp", new RescaleOp(1.2f, 0, null).filter(pixel(bytes, 100, 210, 220), null));
        show("- 10", new BandCombineOp(darker, null).filter(pixel(bytes, 5, 10, 100), null));
        show("- 10 by RescaleOp", new RescaleOp(1, -10, null).filter(pixel(bytes, 5, 10, 100), null));
        show("floats, identity", new BandCombineOp(identity, null).filter(pixel(floats, 0.25, 0.75, 7.5), pixel(floats, 9, 9, 9)));
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
sepia of grey: [135.0, 120.0, 93.0]
sepia of white: [88.0, 50.0, 238.0]
1.2 x: [120.0, 252.0, 8.0]
1.2 x by RescaleOp: [120.0, 252.0, 255.0]
- 10: [251.0, 0.0, 90.0]
- 10 by RescaleOp: [0.0, 0.0, 90.0]
floats, identity: [0.0, 0.0, 7.0]
TEXT
"$java" -Djava.awt.headless=true "$folder/Matrix.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
