#!/usr/bin/env bash
# TwelveMonkeys' ResampleOp moves a picture to the right and down when it makes it smaller.
#
# Guess: a good resampling filter (Lanczos, Mitchell, Catmull-Rom, cubic) keeps things where they are: the middle of the result shows the
#        middle of the picture, and resizing a mirrored picture gives the mirrored result.
# Truth: ResampleOp moves what it shows. At a
#        quarter of the size everything is 1.5 source pixels off, at an eighth 3.5, at a sixteenth 7.5: nearly half a pixel of the result.
#        Its triangle filter, which calls the JDK, is in place, and so are Scrimage's Lanczos and getScaledInstance (half a pixel
#        either way is the rounding of their levels).
# To do: take another resampler for pictures that are compared with those of Pillow or torchvision; a result enlarged
#        or mirrored later does not fit its original.
#
# Seen with TwelveMonkeys common-image 3.15.0, Scrimage 4.3.5, Temurin 25.0.3.
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
  <groupId>findings</groupId><artifactId>shift</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.twelvemonkeys.common</groupId><artifactId>common-image</artifactId><version>3.15.0</version>
    </dependency>
    <dependency>
      <groupId>com.sksamuel.scrimage</groupId><artifactId>scrimage-core</artifactId><version>4.3.5</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Shift.java" <<'JAVA'
import com.sksamuel.scrimage.ImmutableImage;
import com.sksamuel.scrimage.ScaleMethod;
import com.twelvemonkeys.image.ResampleOp;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;

public class Shift {
    /// A grey wedge: the level of a pixel tells its column.
    static BufferedImage wedge(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image.setRGB(x, y, 255 * x / (size - 1) * 0x010101);
            }
        }
        return image;
    }

    /// How far the wedge moved to the right, in its own pixels, on average over the middle half; to the nearest half pixel.
    static double shift(BufferedImage small, int size) {
        double sum = 0;
        int width = small.getWidth();
        for (int x = width / 4; x < width - width / 4; x++) {
            double column = (small.getRGB(x, width / 2) & 255) / 255.0 * (size - 1);
            sum += (x + 0.5) * size / width - 0.5 - column;
        }
        return Math.round(2 * sum / (width - width / 4 * 2)) / 2.0;
    }

    static BufferedImage smooth(BufferedImage image, int size) {
        BufferedImage copy = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(image.getScaledInstance(size, size, Image.SCALE_SMOOTH), 0, 0, null);
        return copy;
    }

    public static void main(String[] args) {
        int[] filters = {ResampleOp.FILTER_TRIANGLE, ResampleOp.FILTER_HERMITE, ResampleOp.FILTER_CUBIC, ResampleOp.FILTER_CATROM,
            ResampleOp.FILTER_MITCHELL, ResampleOp.FILTER_LANCZOS, ResampleOp.FILTER_BLACKMAN_SINC};
        String[] names = {"triangle", "hermite", "cubic", "catrom", "mitchell", "lanczos", "blackman-sinc"};
        BufferedImage wedge = wedge(256);
        for (int size : new int[] {64, 32, 16}) {
            System.out.printf("256 to %d: getScaledInstance %.1f, Scrimage lanczos %.1f, ResampleOp", size, shift(smooth(wedge, size), 256),
                    shift(ImmutableImage.wrapAwt(wedge).scaleTo(size, size, ScaleMethod.Lanczos3).awt(), 256));
            for (int i = 0; i < filters.length; i++) {
                System.out.printf(" %s %.1f", names[i], shift(new ResampleOp(size, size, filters[i]).filter(wedge, null), 256));
            }
            System.out.println();
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
256 to 64: getScaledInstance -0.5, Scrimage lanczos 0.0, ResampleOp triangle -0.5 hermite 1.5 cubic 1.5 catrom 1.5 mitchell 1.5 lanczos 1.5 blackman-sinc 1.5
256 to 32: getScaledInstance -0.5, Scrimage lanczos 0.5, ResampleOp triangle -0.5 hermite 3.5 cubic 3.5 catrom 3.5 mitchell 3.5 lanczos 3.5 blackman-sinc 3.5
256 to 16: getScaledInstance -0.5, Scrimage lanczos 0.0, ResampleOp triangle -0.5 hermite 7.5 cubic 7.5 catrom 7.5 mitchell 7.5 lanczos 7.5 blackman-sinc 7.5
TEXT
"$java" -Djava.awt.headless=true -cp "$folder/lib/*" "$folder/Shift.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
