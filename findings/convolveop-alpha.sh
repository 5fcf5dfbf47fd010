#!/usr/bin/env bash
# ConvolveOp blurs the colors of invisible pixels into the visible ones, against its documentation.
#
# Guess: a blur of an image with alpha weighs each color by its alpha. The class documentation says so: data that is not
#        premultiplied is premultiplied before the convolution, alpha is divided out afterwards, and color is 0 where alpha is 0.
# Truth: the four channels are convolved as they are. Beside a transparent red area (what an editor leaves under cut-out pixels)
#        the first visible green pixel becomes 54a900 instead of 00ff00. Pixels of alpha 0 keep a color. A factor of 0.5 darkens
#        the color and halves its alpha as well. TYPE_INT_ARGB_PRE is convolved as documented.
# To do: draw images with alpha onto a background, or convert them to TYPE_INT_ARGB_PRE, before any filter; to drop alpha afterwards
#        lets colors of invisible pixels reach the network.
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
cat > "$folder/Alpha.java" <<'JAVA'
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;

public class Alpha {
    static void show(String what, int type, float... kernel) {
        BufferedImage straight = new BufferedImage(6, 3, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 18; i++) {
            straight.setRGB(i % 6, i / 6, i % 6 < 3 ? 0x00ff0000 : 0xff00ff00);
        }
        BufferedImage source = new BufferedImage(6, 3, type);
        if (type == BufferedImage.TYPE_INT_ARGB) {
            source = straight;
        } else {
            Graphics2D graphics = source.createGraphics();
            graphics.drawImage(straight, 0, 0, null);
            graphics.dispose();
        }
        BufferedImage result = new ConvolveOp(new Kernel(kernel.length, 1, kernel), ConvolveOp.EDGE_NO_OP, null).filter(source, null);
        StringBuilder colors = new StringBuilder(what + ":");
        for (int x = 1; x < 5; x++) {
            colors.append(String.format(" %08x", result.getRGB(x, 1)));
        }
        System.out.println(colors);
    }

    public static void main(String[] args) {
        show("TYPE_INT_ARGB, box of 3", BufferedImage.TYPE_INT_ARGB, 1 / 3f, 1 / 3f, 1 / 3f);
        show("TYPE_INT_ARGB, half", BufferedImage.TYPE_INT_ARGB, 0.5f);
        show("TYPE_INT_ARGB_PRE, box of 3", BufferedImage.TYPE_INT_ARGB_PRE, 1 / 3f, 1 / 3f, 1 / 3f);
        show("TYPE_INT_ARGB_PRE, half", BufferedImage.TYPE_INT_ARGB_PRE, 0.5f);
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
TYPE_INT_ARGB, box of 3: 00fe0000 54a95400 a954a900 fe00fe00
TYPE_INT_ARGB, half: 007f0000 007f0000 7f007f00 7f007f00
TYPE_INT_ARGB_PRE, box of 3: 00000000 5400ff00 a900ff00 fe00ff00
TYPE_INT_ARGB_PRE, half: 00000000 00000000 7f00ff00 7f00ff00
TEXT
"$java" -Djava.awt.headless=true "$folder/Alpha.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
