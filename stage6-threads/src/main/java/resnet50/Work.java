package resnet50;

/**
 * The work of a layer, divided into independent pieces. The result does not depend on which thread processes a piece,
 * or in which order.
 */
public interface Work {
    /** The number of pieces for a team of {@code threads} threads; 1 if the work is too small to be shared. */
    int pieces(int threads);

    /**
     * Processes one piece.
     *
     * @param x      the activations, and scratch for each worker
     * @param w      the weights
     * @param worker index of the thread in its team; no two threads use the same index at the same time
     * @param piece  index of the piece
     * @param pieces number of pieces that {@link #pieces} returned, or 1 for the whole work
     */
    void run(float[] x, float[] w, int worker, int piece, int pieces);

    /**
     * The first of a piece's steps, if the work has {@code count} equal steps. A piece ends where the next one begins.
     */
    static int start(int piece, int pieces, int count) {
        return (int) ((long) piece * count / pieces);
    }
}
