package resnet50.picture;

/** VP8's arithmetic decoder (RFC 6386, 7.3) over a part of an array. */
final class Vp8Bits {
    private static final int HALF = 128;

    private final byte[] file;
    private final int end;
    private int at;
    private int range = 255;
    private int value; // a window of two bytes
    private int shifted; // bits of the window's lower byte that are used up

    Vp8Bits(byte[] file, int from, int end) {
        this.file = file;
        this.end = end;
        at = from;
        value = (nextByte() << 8) | nextByte();
    }

    /** 1 or 0; the probability of 0 is {@code probability} of 256. */
    int bit(int probability) {
        int split = 1 + (((range - 1) * probability) >> 8);
        int bit = 0;
        if (value >= split << 8) {
            range -= split;
            value -= split << 8;
            bit = 1;
        } else {
            range = split;
        }
        while (range < HALF) {
            value <<= 1;
            range <<= 1;
            if (++shifted == 8) {
                shifted = 0;
                value |= nextByte();
            }
        }
        return bit;
    }

    boolean flag() {
        return bit(HALF) != 0;
    }

    /** An unsigned number, highest bit first. */
    int number(int bits) {
        int number = 0;
        for (int i = 0; i < bits; i++) {
            number = 2 * number + bit(HALF);
        }
        return number;
    }

    /** A magnitude and a sign behind a flag; 0 without it. */
    int optional(int bits) {
        if (!flag()) {
            return 0;
        }
        int magnitude = number(bits);
        return flag() ? -magnitude : magnitude;
    }

    /** Whether bits were needed that are not there: more than the window of two bytes reads ahead. */
    boolean ranOut() {
        return at > end + 2;
    }

    private int nextByte() {
        int next = at < end ? file[at] & 0xff : 0;
        at++;
        return next;
    }
}
