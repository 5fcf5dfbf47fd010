package resnet50.measure;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fused multiply-adds and nothing else, in registers. The compiler must know the vectors' width as a constant: it is what
 * {@link FmaPeak#loopBits} says when this class is initialized.
 */
final class FmaLoop {
    /** An FMA takes 4 cycles on 2 ports, so 8 sums would do if none came late; AVX2 has 16 registers, two for the operands. */
    static final int SUMS = 12;

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(FmaPeak.loopBits));

    static final int BITS = SPECIES.vectorBitSize();
    static final int LANES = SPECIES.length();

    private FmaLoop() {}

    /** {@link #SUMS} FMAs of {@link #LANES} lanes a round, each on its own sum; what comes out depends on all of them. */
    static float vectors(int rounds, float factor, float summand) {
        FloatVector f = FloatVector.broadcast(SPECIES, factor);
        FloatVector s = FloatVector.broadcast(SPECIES, summand);
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = s;
        FloatVector a2 = a1.add(s);
        FloatVector a3 = a2.add(s);
        FloatVector a4 = a3.add(s);
        FloatVector a5 = a4.add(s);
        FloatVector a6 = a5.add(s);
        FloatVector a7 = a6.add(s);
        FloatVector a8 = a7.add(s);
        FloatVector a9 = a8.add(s);
        FloatVector a10 = a9.add(s);
        FloatVector a11 = a10.add(s);
        for (int i = 0; i < rounds; i++) {
            a0 = a0.fma(f, s);
            a1 = a1.fma(f, s);
            a2 = a2.fma(f, s);
            a3 = a3.fma(f, s);
            a4 = a4.fma(f, s);
            a5 = a5.fma(f, s);
            a6 = a6.fma(f, s);
            a7 = a7.fma(f, s);
            a8 = a8.fma(f, s);
            a9 = a9.fma(f, s);
            a10 = a10.fma(f, s);
            a11 = a11.fma(f, s);
        }
        FloatVector low = a0.add(a1).add(a2.add(a3)).add(a4.add(a5));
        FloatVector high = a6.add(a7).add(a8.add(a9)).add(a10.add(a11));
        return low.add(high).lane(0);
    }
}
