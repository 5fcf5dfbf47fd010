package resnet50.picture;

import java.util.Arrays;

/** Tells which coefficients of a JPEG's components its scans give, and with all their bits (ITU T.81, annex G). */
final class JpegScans {
    private static final int COEFFICIENTS = 64;

    /** [components][64] the lowest bit known so far; -1 before the first scan that has the coefficient. */
    private final byte[][] lowestBit;

    private final boolean progressive;

    JpegScans(int components, boolean progressive) {
        this.progressive = progressive;
        lowestBit = new byte[components][COEFFICIENTS];
        for (byte[] component : lowestBit) {
            Arrays.fill(component, (byte) -1);
        }
    }

    /**
     * Adds a scan.
     *
     * @param component the index of one of its components
     * @param first     first coefficient in zigzag order, of no account if not progressive; likewise {@code last} and {@code low}
     */
    void add(int component, int first, int last, int low) {
        int from = progressive ? first : 0;
        int to = progressive ? Math.min(last, COEFFICIENTS - 1) : COEFFICIENTS - 1;
        for (int k = from; k <= to; k++) {
            lowestBit[component][k] = (byte) (progressive ? low : 0);
        }
    }

    /** Whether each component has its mean values: without them, a part of the picture is missing. */
    boolean haveAllMeans() {
        for (byte[] component : lowestBit) {
            if (component[0] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing is missing. */
    boolean haveAll() {
        for (byte[] component : lowestBit) {
            for (byte low : component) {
                if (low != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
