package resnet50.generator;

import java.lang.classfile.CodeBuilder;
import jdk.incubator.vector.VectorShuffle;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Vec;

/**
 * Emits the vector operations of a kernel. One implementation calls the Vector API; the other calls the intrinsics
 * below it, which C2 replaces by single instructions. Each API call reaches an intrinsic through about fifteen other
 * methods. C2 parses, inlines and simplifies these methods, which takes two thirds of a kernel's compilation time.
 */
interface VectorCalls {
    /**
     * System property; {@code false} selects the Vector API even if the intrinsics are accessible, to test the API and
     * to measure the benefit of the intrinsics.
     */
    String PROPERTY = "resnet50.intrinsics";

    /** Lane-wise binary operations. */
    enum Operation {
        ADD,
        SUB,
        MUL,
        MAX
    }

    /**
     * Returns whether the JVM is of release {@link IntrinsicCalls#RELEASE} and exports the intrinsics. The launcher's
     * options export them.
     */
    static boolean intrinsic() {
        Module base = Object.class.getModule();
        Module own = VectorCalls.class.getModule();
        return !"false".equals(System.getProperty(PROPERTY))
                && Runtime.version().feature() == IntrinsicCalls.RELEASE
                && base.isExported("jdk.internal.vm.vector", own)
                && base.isExported("jdk.internal.misc", own);
    }

    /** Returns the implementation with intrinsics if they are accessible, otherwise the one with the Vector API. */
    static VectorCalls of(CodeBuilder code, ClassData data) {
        return intrinsic() ? new IntrinsicCalls(code, data) : new ApiCalls(code, data);
    }

    void load(Vec to, At from);

    void store(Vec from, At to);

    /** @param number emits code that pushes a float */
    void broadcast(Vec to, Runnable number);

    /** {@code to = a operation b} */
    void combine(Operation operation, Vec to, Vec a, Vec b);

    /** {@code sum += a * b} */
    void fma(Vec sum, Vec a, Vec b);

    /** {@code a = a < floor ? floor : a} */
    void clip(Vec a, Vec floor);

    /** Reorders the lanes. */
    void rearrange(Vec to, Vec from, VectorShuffle<Float> order);

    /** Must be emitted at the loop head for each loop-carried vector. */
    void carry(Vec vec);
}
