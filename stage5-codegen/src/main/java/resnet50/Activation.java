package resnet50;

/**
 * The output of a layer. Channels are in blocks of {@code lanes}, one vector, so adjacent pixels are adjacent vectors.
 * (The network's input is a single block.) A halo of zeros, as wide as the next convolution's padding, surrounds the
 * picture, so kernels need no code for its border. An activation is a region of an arena, assigned when the model is
 * built. Its layout is [blocks][halo + height + halo][halo + width + halo][lanes].
 *
 * @param start offset of the halo's first float
 * @param lanes channels per block; the last block's surplus channels are zero
 * @param halo  width of the border of zeros, in pixels
 * @param apart columns this far apart are adjacent in memory: 1 for the natural order, 2 for even before odd columns
 */
public record Activation(int start, int height, int width, int channels, int lanes, int halo, int apart) {
    /** Returns the same shape and layout at another offset. */
    Activation movedTo(int start) {
        return new Activation(start, height, width, channels, lanes, halo, apart);
    }

    public int blocks() {
        return Math.ceilDiv(channels, lanes);
    }

    /** Distance from a pixel to the one below, in floats. */
    public int rowPitch() {
        return (apart == 1 ? width + 2 * halo : side() * apart) * lanes;
    }

    /** Columns in each of the {@code apart} groups of adjacent columns; a group's last column may be unused. */
    private int side() {
        return Math.ceilDiv(width + 2 * halo, apart);
    }

    /** Distance from a block of channels to the next, in floats. */
    public int blockPitch() {
        return (height + 2 * halo) * rowPitch();
    }

    /** Offset in an arena of a block's first channel at a pixel; {@code y} and {@code x} may lie in the halo. */
    public int at(int block, int y, int x) {
        int column = x + halo;
        // called for each tile, so the common case has no division
        int place = apart == 1 ? column : column % apart * side() + column / apart;
        return start + block * blockPitch() + (y + halo) * rowPitch() + place * lanes;
    }

    /** Length in floats, with halo and surplus channels. */
    public int size() {
        return blocks() * blockPitch();
    }

    /** Offset in an arena of one element. */
    private int number(int y, int x, int c) {
        return at(c / lanes, y, x) + c % lanes;
    }

    /**
     * Copies a picture into an arena.
     *
     * @param data the arena
     * @param from [height][width][channels]
     */
    void fill(float[] data, float[] from) {
        if (lanes == channels) { // a single block: its rows have the picture's layout
            for (int y = 0; y < height; y++) {
                System.arraycopy(from, y * width * channels, data, at(0, y, 0), width * channels);
            }
            return;
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    data[number(y, x, c)] = from[(y * width + x) * channels + c];
                }
            }
        }
    }

    /** Copies the picture out of an arena, as [height][width][channels]. */
    void copyTo(float[] data, float[] to) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    to[(y * width + x) * channels + c] = data[number(y, x, c)];
                }
            }
        }
    }
}
