package resnet50.measure;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * A loop of fused multiply-adds on registers. The vector width must be a constant for the JIT compiler. It is the value that
 * {@link FmaPeak#loopBits} has when this class is initialized.
 */
final class FmaLoop {
    /** An FMA has a latency of 4 or 5 cycles on 2 ports, so 10 accumulators suffice; AVX2 has 16 registers, two for the factors. */
    static final int SUMS = 12;

    private static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(FmaPeak.loopBits));

    static final int BITS = SPECIES.vectorBitSize();
    static final int LANES = SPECIES.length();

    private FmaLoop() {}

    /**
     * {@link #SUMS} FMAs of {@link #LANES} lanes per round, each with its own accumulator; the result depends on all of them. The
     * accumulator is the addend: as a factor, it would cost a register copy per FMA in C2's code. Two rounds per iteration make
     * the method larger than C2 inlines (325 bytes): inlined into the caller's loop, it runs at 0.4 times the speed.
     *
     * @param rounds an even number
     */
    static float vectors(int rounds, float first, float second) {
        FloatVector f = FloatVector.broadcast(SPECIES, first);
        FloatVector g = FloatVector.broadcast(SPECIES, second);
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = g;
        FloatVector a2 = a1.add(g);
        FloatVector a3 = a2.add(g);
        FloatVector a4 = a3.add(g);
        FloatVector a5 = a4.add(g);
        FloatVector a6 = a5.add(g);
        FloatVector a7 = a6.add(g);
        FloatVector a8 = a7.add(g);
        FloatVector a9 = a8.add(g);
        FloatVector a10 = a9.add(g);
        FloatVector a11 = a10.add(g);
        for (int i = 0; i < rounds; i += 2) {
            a0 = f.fma(g, a0);
            a1 = f.fma(g, a1);
            a2 = f.fma(g, a2);
            a3 = f.fma(g, a3);
            a4 = f.fma(g, a4);
            a5 = f.fma(g, a5);
            a6 = f.fma(g, a6);
            a7 = f.fma(g, a7);
            a8 = f.fma(g, a8);
            a9 = f.fma(g, a9);
            a10 = f.fma(g, a10);
            a11 = f.fma(g, a11);
            a0 = f.fma(g, a0);
            a1 = f.fma(g, a1);
            a2 = f.fma(g, a2);
            a3 = f.fma(g, a3);
            a4 = f.fma(g, a4);
            a5 = f.fma(g, a5);
            a6 = f.fma(g, a6);
            a7 = f.fma(g, a7);
            a8 = f.fma(g, a8);
            a9 = f.fma(g, a9);
            a10 = f.fma(g, a10);
            a11 = f.fma(g, a11);
        }
        FloatVector low = a0.add(a1).add(a2.add(a3)).add(a4.add(a5));
        FloatVector high = a6.add(a7).add(a8.add(a9)).add(a10.add(a11));
        return low.add(high).lane(0);
    }
}
