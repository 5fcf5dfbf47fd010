#!/usr/bin/env bash
# RescaleOp into a float raster writes zeros only, whatever the factor.
#
# Guess: new RescaleOp(1 / 255f, 0, null).filter(bytes, floats) normalizes the samples to 0..1 when the destination is a raster of
#        DataBuffer.TYPE_FLOAT: the operation takes floats, the raster holds floats, and nothing forbids it.
# Truth: every sample of the result is 0.0, without an exception. RescaleOp clips to the largest value of as many bits as a sample has, and
#        1 << 32 overflows: the limit is zero. Even factor 1 and offset 0 from float to float give zeros, and so do images of floats,
#        double and int rasters. 8-bit and 16-bit destinations are right.
# To do: normalize samples in a loop over float[] of your own. A network that is fed zeros still answers with a label.
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
cat > "$folder/Normalize.java" <<'JAVA'
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.RescaleOp;
import java.awt.image.WritableRaster;
import java.util.Arrays;

public class Normalize {
    static WritableRaster raster(int type, double... samples) {
        WritableRaster raster = Raster.createWritableRaster(
                new PixelInterleavedSampleModel(type, samples.length, 1, 1, samples.length, new int[1]), null);
        raster.setSamples(0, 0, samples.length, 1, 0, samples);
        return raster;
    }

    static void show(String what, Raster source, WritableRaster target, float factor, float offset) {
        Raster result = new RescaleOp(factor, offset, null).filter(source, target);
        System.out.println(what + ": " + Arrays.toString(result.getSamples(0, 0, result.getWidth(), 1, 0, (double[]) null)));
    }

    public static void main(String[] args) {
        WritableRaster bytes = raster(DataBuffer.TYPE_BYTE, 0, 51, 102, 255);
        WritableRaster floats = raster(DataBuffer.TYPE_FLOAT, 0.25, 0.5, 1.75, 200);
        show("byte to byte, 0.5 x", bytes, raster(DataBuffer.TYPE_BYTE, 0, 0, 0, 0), 0.5f, 0);
        show("byte to ushort, 257 x", bytes, raster(DataBuffer.TYPE_USHORT, 0, 0, 0, 0), 257, 0);
        show("byte to float, 1/255 x", bytes, raster(DataBuffer.TYPE_FLOAT, 9, 9, 9, 9), 1 / 255f, 0);
        show("byte to float, 2 x + 3", bytes, raster(DataBuffer.TYPE_FLOAT, 9, 9, 9, 9), 2, 3);
        show("float to float, 1 x", floats, null, 1, 0);
        show("byte to double, 2 x", bytes, raster(DataBuffer.TYPE_DOUBLE, 9, 9, 9, 9), 2, 0);
        show("byte to int, 2 x", bytes, raster(DataBuffer.TYPE_INT, 9, 9, 9, 9), 2, 0);
        BufferedImage image = new BufferedImage(new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_GRAY), false, false, 1,
                DataBuffer.TYPE_FLOAT), floats, false, null);
        BufferedImage scaled = new RescaleOp(0.5f, 0, null).filter(image, null);
        System.out.println("float image, 0.5 x: " + Arrays.toString(scaled.getRaster().getSamples(0, 0, 4, 1, 0, (double[]) null)));
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
byte to byte, 0.5 x: [0.0, 25.0, 51.0, 127.0]
byte to ushort, 257 x: [0.0, 13107.0, 26214.0, 65535.0]
byte to float, 1/255 x: [0.0, 0.0, 0.0, 0.0]
byte to float, 2 x + 3: [0.0, 0.0, 0.0, 0.0]
float to float, 1 x: [0.0, 0.0, 0.0, 0.0]
byte to double, 2 x: [0.0, 0.0, 0.0, 0.0]
byte to int, 2 x: [0.0, 0.0, 0.0, 0.0]
float image, 0.5 x: [0.0, 0.0, 0.0, 0.0]
TEXT
"$java" -Djava.awt.headless=true "$folder/Normalize.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
