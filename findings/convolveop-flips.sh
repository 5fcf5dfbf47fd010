#!/usr/bin/env bash
# One kernel, three orientations: ConvolveOp turns it by 180 degrees, Pillow upside down, PyTorch not at all.
#
# Guess: ConvolveOp weighs each pixel's neighbors with the kernel as it is written, as PyTorch's conv2d does: its documentation
#        says no more than that the surrounding pixels are multiplied by the kernel's values.
# Truth: it is a convolution in the strict sense: the tap on the right weighs the pixel on the left. The Sobel kernel -1 0 1
#        answers to falling edges instead of rising ones, and as results below zero are clipped, the edges that should light up
#        are black. A kernel of two taps is centered on its first. Pillow 9.4 keeps left and right but swaps top and bottom.
#        Symmetric kernels (blur, sharpen, Laplace) show none of it.
# To do: turn the weights by 180 degrees before making a Kernel of filters that come from a trained network or a book, and test with
#        a kernel that has no symmetry. Signed results need a loop of one's own. Compare with PyTorch, not with Pillow.
#
# Seen with Temurin 25.0.3; Pillow 9.4.0 and PyTorch 1.13.0 of Debian 12 where they are installed (skipped otherwise).
set -euo pipefail

for home in "${JDK25:-}" "${JAVA_HOME:-}" ""; do
    java="${home:+$home/bin/}java"
    if "$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' >/dev/null; then break; fi
done
"$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' || { echo "set JDK25 to the folder of a JDK 25"; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/Taps.java" <<'JAVA'
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.Raster;
import java.util.Arrays;

public class Taps {
    static void show(String what, int width, int height, float[] kernel, int... samples) {
        BufferedImage image = new BufferedImage(5, 5, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 5; i++) {
            if (height > width) {
                image.getRaster().setSamples(i, 0, 1, 5, 0, samples); // rises downward
            } else {
                image.getRaster().setSamples(0, i, 5, 1, 0, samples); // rises to the right
            }
        }
        Raster result = new ConvolveOp(new Kernel(width, height, kernel), ConvolveOp.EDGE_ZERO_FILL, null).filter(image.getRaster(), null);
        int[] seen = height > width ? result.getSamples(2, 0, 1, 5, 0, (int[]) null) : result.getSamples(0, 2, 5, 1, 0, (int[]) null);
        System.out.println(what + ": " + Arrays.toString(seen));
    }

    public static void main(String[] args) {
        show("only the right tap", 3, 1, new float[] {0, 0, 1}, 10, 20, 30, 40, 50);
        show("only the lower tap", 1, 3, new float[] {0, 0, 1}, 10, 20, 30, 40, 50);
        float[] sobel = {-1, 0, 1, -2, 0, 2, -1, 0, 1};
        show("Sobel, rising", 3, 3, sobel, 0, 10, 20, 30, 40);
        show("Sobel, falling", 3, 3, sobel, 40, 30, 20, 10, 0);
        show("two taps, the first", 2, 1, new float[] {1, 0}, 10, 20, 30, 40, 50);
        show("two taps, the second", 2, 1, new float[] {0, 1}, 10, 20, 30, 40, 50);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
only the right tap: [0, 10, 20, 30, 0]
only the lower tap: [0, 10, 20, 30, 0]
Sobel, rising: [0, 0, 0, 0, 0]
Sobel, falling: [0, 80, 80, 80, 0]
two taps, the first: [0, 20, 30, 40, 0]
two taps, the second: [0, 10, 20, 30, 0]
TEXT
"$java" -Djava.awt.headless=true "$folder/Taps.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }

cat > "$folder/taps.py" <<'PYTHON'
import numpy
import PIL
from PIL import Image, ImageFilter
import torch

right = numpy.tile(numpy.array([10, 20, 30, 40, 50], numpy.uint8), (5, 1))
down = numpy.ascontiguousarray(right.T)
right_tap = [0, 0, 0, 0, 0, 1, 0, 0, 0]
lower_tap = [0, 0, 0, 0, 0, 0, 0, 1, 0]


def pillow(pixels, taps):
    return numpy.array(Image.fromarray(pixels).filter(ImageFilter.Kernel((3, 3), taps, scale=1)))


def pytorch(pixels, taps):
    weights = torch.tensor(taps, dtype=torch.float32).reshape(1, 1, 3, 3)
    return torch.nn.functional.conv2d(torch.tensor(pixels[None, None]).float(), weights, padding=1)[0, 0].int().numpy()


print("PyTorch, only the right tap:", pytorch(right, right_tap)[2][1:4].tolist())
print("PyTorch, only the lower tap:", pytorch(down, lower_tap)[1:4, 2].tolist())
print("Pillow, only the right tap:", pillow(right, right_tap)[2][1:4].tolist())
print("Pillow, only the lower tap:", pillow(down, lower_tap)[1:4, 2].tolist())
PYTHON
cat > "$folder/expected.py" <<'TEXT'
PyTorch, only the right tap: [30, 40, 50]
PyTorch, only the lower tap: [30, 40, 50]
Pillow, only the right tap: [30, 40, 50]
Pillow, only the lower tap: [10, 20, 30]
TEXT
while read -r python; do
    if "$python" -c 'import numpy, torch, PIL; raise SystemExit(PIL.__version__ != "9.4.0")' 2>/dev/null; then
        "$python" "$folder/taps.py" 2>/dev/null | tee "$folder/seen.py"
        diff "$folder/expected.py" "$folder/seen.py" || { echo "CHANGED"; exit 1; }
        exit 0
    fi
done < <(type -ap python3 || true)
echo "Pillow and PyTorch are not compared: no python3 that has PyTorch and Pillow 9.4.0"
