package resnet50.explain;

/** Colors of values, perceptually ordered; linear between the listed colors, which are equally spaced. */
final class ColorScale {
    /** Dark to light: every 32nd color of matplotlib's inferno (Nathaniel Smith and Stéfan van der Walt, CC0). */
    static final ColorScale INFERNO =
            new ColorScale(0x000004, 0x210c4a, 0x57106e, 0x8a226a, 0xbc3754, 0xe45a31, 0xf98e09, 0xf9cb35, 0xfcffa4);

    /** Purple over white to orange: ColorBrewer's PuOr in nine colors (Cynthia Brewer, Apache License 2.0). */
    static final ColorScale PURPLE_ORANGE =
            new ColorScale(0x542788, 0x8073ac, 0xb2abd2, 0xd8daeb, 0xf7f7f7, 0xfee0b6, 0xfdb863, 0xe08214, 0xb35806);

    private final int[] colors; // 0xRRGGBB

    private ColorScale(int... colors) {
        this.colors = colors;
    }

    /**
     * Returns the color of a value.
     *
     * @param value 0 for the first color, 1 for the last; values beyond are clamped
     * @return 0xRRGGBB
     */
    int at(double value) {
        double place = Math.clamp(value, 0, 1) * (colors.length - 1);
        int first = Math.min((int) place, colors.length - 2);
        return mix(colors[first], colors[first + 1], place - first);
    }

    /** Returns a color between two colors, each channel on its own. */
    static int mix(int a, int b, double share) {
        int color = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = a >> shift & 0xff;
            int to = b >> shift & 0xff;
            color |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return color;
    }
}
