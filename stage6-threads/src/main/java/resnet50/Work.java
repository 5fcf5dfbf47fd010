package resnet50;

/** Work on a layer, cut into pieces that know nothing of each other: whoever does them in whatever order, the result is the same. */
interface Work {
    /** Into how many pieces a team of so many threads had better cut it; 1 where it is too little to be shared. */
    int pieces(int threads);

    /**
     * Does one piece.
     *
     * @param x      the activations, and scratch for each worker
     * @param w      the weights
     * @param worker counts the threads of a team; no two work under the same number at once
     * @param piece  counts the pieces
     * @param pieces as {@link #pieces} had it, or 1 for everything
     */
    void run(float[] x, float[] w, int worker, int piece, int pieces);

    /** Where a piece begins, in work that consists of {@code count} equal steps; the last one ends where one more would begin. */
    static int start(int piece, int pieces, int count) {
        return (int) ((long) piece * count / pieces);
    }
}
