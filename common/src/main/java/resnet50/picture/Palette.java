package resnet50.picture;

/** Up to 256 colors. An index beyond them has the gray of its own number, as in Pillow's BMP and GIF readers. */
final class Palette {
    private final byte[] rgb; // [256][3]

    private Palette(byte[] rgb) {
        this.rgb = rgb;
    }

    /**
     * Reads a palette of a file.
     *
     * @param file       may end before the palette does
     * @param entryBytes 3 or 4; the fourth means nothing
     * @param red        where red is in an entry, 0 or 2; blue has the other place
     */
    static Palette read(byte[] file, int from, int colors, int entryBytes, int red) {
        byte[] rgb = gray().rgb;
        for (int i = 0; i < Math.min(colors, 256); i++) {
            int at = from + entryBytes * i;
            if (at + 3 > file.length) {
                break;
            }
            rgb[3 * i] = file[at + red];
            rgb[3 * i + 1] = file[at + 1];
            rgb[3 * i + 2] = file[at + 2 - red];
        }
        return new Palette(rgb);
    }

    static Palette gray() {
        byte[] rgb = new byte[3 * 256];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3);
        }
        return new Palette(rgb);
    }

    /** 0xRRGGBB. */
    int color(int index) {
        return ((rgb[3 * index] & 0xff) << 16) | ((rgb[3 * index + 1] & 0xff) << 8) | (rgb[3 * index + 2] & 0xff);
    }

    void put(int index, byte[] to, int at) {
        System.arraycopy(rgb, 3 * index, to, at, 3);
    }
}
