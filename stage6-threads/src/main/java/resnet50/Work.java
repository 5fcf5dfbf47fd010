package resnet50;

/**
 * The work of a layer, divided into independent pieces. The result does not depend on the thread that processes a
 * piece, nor on the order.
 */
public interface Work {
    /** Returns the number of pieces for a team of {@code threads} threads; 1 if the work is too small to be divided. */
    int pieces(int threads);

    /**
     * Processes one piece.
     *
     * @param x      the activations, and scratch for each worker
     * @param w      the weights
     * @param worker index of the thread in its team; no two threads use the same index at the same time
     * @param piece  index of the piece
     * @param pieces number of pieces as returned by {@link #pieces}, or 1 for the whole work
     */
    void run(float[] x, float[] w, int worker, int piece, int pieces);

    /**
     * Returns a piece's first step, if the work has {@code count} equal steps. A piece ends where the next one begins.
     */
    static int start(int piece, int pieces, int count) {
        return (int) ((long) piece * count / pieces);
    }
}
