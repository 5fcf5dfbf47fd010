import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntConsumer;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Measures dot products of floats and of 8-bit integers: plain loops, which C2 may vectorize, and the Vector API. Four
 * rows of weights share the input. Prints billions of products a second on one thread, the median of several passes.
 *
 * <pre>java --add-modules jdk.incubator.vector scripts/Int8Products.java</pre>
 */
final class Int8Products {
    private static final int LENGTH = 256;
    private static final int ROWS = 4;
    private static final int CALLS = 200_000;
    private static final int PASSES = 15;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(INTS.vectorBitSize() / Integer.BYTES));

    private final float[] floatInput = new float[LENGTH];
    private final float[] floatWeights = new float[ROWS * LENGTH];
    private final byte[] byteInput = new byte[LENGTH];
    private final byte[] byteWeights = new byte[ROWS * LENGTH];
    private final float[] floatSums = new float[ROWS];
    private final int[] intSums = new int[ROWS];

    private Int8Products() {
        Random random = new Random(1);
        random.nextBytes(byteInput);
        random.nextBytes(byteWeights);
        for (int i = 0; i < LENGTH; i++) {
            floatInput[i] = byteInput[i];
        }
        for (int i = 0; i < floatWeights.length; i++) {
            floatWeights[i] = byteWeights[i];
        }
    }

    public static void main(String[] args) {
        Int8Products products = new Int8Products();
        System.out.printf("%s, vectors of %d bits%n", System.getProperty("java.vm.version"), FLOATS.vectorBitSize());
        print("floats, Vector API with FMA", products::floatVectors);
        print("bytes, Vector API, widened to ints", products::byteVectors);
        print("bytes, plain loop", products::byteLoop);
        System.out.println(Arrays.toString(products.intSums) + Arrays.toString(products.floatSums));
    }

    private static void print(String what, IntConsumer dots) {
        double[] times = new double[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                dots.accept(call);
            }
            times[pass] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        double billions = (double) CALLS * ROWS * LENGTH / times[PASSES / 2];
        System.out.printf(Locale.ROOT, "%-36s %6.1f billion products/s%n", what, billions);
    }

    private void floatVectors(int call) {
        FloatVector acc0 = FloatVector.zero(FLOATS);
        FloatVector acc1 = acc0;
        FloatVector acc2 = acc0;
        FloatVector acc3 = acc0;
        for (int i = 0; i < LENGTH; i += FLOATS.length()) {
            FloatVector x = FloatVector.fromArray(FLOATS, floatInput, i);
            acc0 = x.fma(FloatVector.fromArray(FLOATS, floatWeights, i), acc0);
            acc1 = x.fma(FloatVector.fromArray(FLOATS, floatWeights, LENGTH + i), acc1);
            acc2 = x.fma(FloatVector.fromArray(FLOATS, floatWeights, 2 * LENGTH + i), acc2);
            acc3 = x.fma(FloatVector.fromArray(FLOATS, floatWeights, 3 * LENGTH + i), acc3);
        }
        floatSums[0] += acc0.reduceLanes(VectorOperators.ADD);
        floatSums[1] += acc1.reduceLanes(VectorOperators.ADD);
        floatSums[2] += acc2.reduceLanes(VectorOperators.ADD);
        floatSums[3] += acc3.reduceLanes(VectorOperators.ADD);
    }

    private static IntVector widened(byte[] from, int at) {
        return (IntVector) ByteVector.fromArray(BYTES, from, at).convertShape(VectorOperators.B2I, INTS, 0);
    }

    private void byteVectors(int call) {
        IntVector acc0 = IntVector.zero(INTS);
        IntVector acc1 = acc0;
        IntVector acc2 = acc0;
        IntVector acc3 = acc0;
        for (int i = 0; i < LENGTH; i += INTS.length()) {
            IntVector x = widened(byteInput, i);
            acc0 = acc0.add(x.mul(widened(byteWeights, i)));
            acc1 = acc1.add(x.mul(widened(byteWeights, LENGTH + i)));
            acc2 = acc2.add(x.mul(widened(byteWeights, 2 * LENGTH + i)));
            acc3 = acc3.add(x.mul(widened(byteWeights, 3 * LENGTH + i)));
        }
        intSums[0] += acc0.reduceLanes(VectorOperators.ADD);
        intSums[1] += acc1.reduceLanes(VectorOperators.ADD);
        intSums[2] += acc2.reduceLanes(VectorOperators.ADD);
        intSums[3] += acc3.reduceLanes(VectorOperators.ADD);
    }

    private void byteLoop(int call) {
        for (int row = 0; row < ROWS; row++) {
            intSums[row] += dot(byteInput, byteWeights, row * LENGTH);
        }
    }

    private static int dot(byte[] input, byte[] weights, int from) {
        int sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            sum += input[i] * weights[from + i];
        }
        return sum;
    }
}
