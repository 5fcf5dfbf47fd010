package resnet50;

/**
 * What one layer hands to the next: a picture whose channels come in blocks of {@code lanes}, so that a vector of them is one
 * cache line and neighbouring pixels are neighbouring lines. Around it lies a halo of zeros as wide as the next convolution's
 * padding, so that no kernel asks where the picture ends. It is a place in the arena, given out when the model is built.
 *
 * @param start where the halo's first number lies
 * @param lanes channels in a block; the last block's surplus channels are zeros
 * @param halo  pixels of zeros on each side
 * @param apart columns that are so many apart lie side by side: 1 for all as they come, 2 for first the even, then the odd ones
 */
record Activation(Buffers arena, int start, int height, int width, int channels, int lanes, int halo, int apart) {
    /** // [blocks][halo + height + halo][halo + width + halo][lanes], from {@link #start} on */
    float[] data() {
        return arena.data();
    }

    /** As large and laid out as this one, at another place. */
    Activation movedTo(int start) {
        return new Activation(arena, start, height, width, channels, lanes, halo, apart);
    }

    int blocks() {
        return Math.ceilDiv(channels, lanes);
    }

    /** From a pixel to the one below. */
    int rowPitch() {
        return (apart == 1 ? width + 2 * halo : side() * apart) * lanes;
    }

    /** How many columns lie side by side, the last of them perhaps unused. */
    private int side() {
        return Math.ceilDiv(width + 2 * halo, apart);
    }

    /** From a block of channels to the next. */
    int blockPitch() {
        return (height + 2 * halo) * rowPitch();
    }

    /** Where in {@link #data} a pixel's first channel of a block lies; {@code y} and {@code x} may lie in the halo. */
    int at(int block, int y, int x) {
        int column = x + halo;
        // each tile asks for it: no division where none is needed
        int place = apart == 1 ? column : column % apart * side() + column / apart;
        return start + block * blockPitch() + (y + halo) * rowPitch() + place * lanes;
    }

    /** How many numbers it holds, halo and surplus channels included. */
    int size() {
        return blocks() * blockPitch();
    }

    /** Where in {@link #data} a single number lies. */
    private int number(int y, int x, int c) {
        return at(c / lanes, y, x) + c % lanes;
    }

    /**
     * Takes a picture in.
     *
     * @param from [height][width][channels]
     */
    void fill(float[] from) {
        if (lanes == channels) { // one block: its rows are the picture's
            for (int y = 0; y < height; y++) {
                System.arraycopy(from, y * width * channels, data(), at(0, y, 0), width * channels);
            }
            return;
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    data()[number(y, x, c)] = from[(y * width + x) * channels + c];
                }
            }
        }
    }

    /** Copies the picture out, as [height][width][channels]. */
    void copyTo(float[] to) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    to[(y * width + x) * channels + c] = data()[number(y, x, c)];
                }
            }
        }
    }
}
