package resnet50.generator;

import java.lang.classfile.CodeBuilder;
import jdk.incubator.vector.VectorShuffle;
import resnet50.generator.KernelWriter.At;
import resnet50.generator.KernelWriter.Vec;

/**
 * The calls by which a kernel computes with vectors. There are two kinds: of the Vector API, and of the intrinsics
 * beneath it, which C2 replaces by single instructions. Each call of the API arrives at an intrinsic through some
 * fifteen other methods. C2 parses, inlines and simplifies them, which takes two thirds of a kernel's compilation time.
 */
interface VectorCalls {
    /**
     * System property; {@code false} selects the Vector API even where intrinsics are open, to test it and to measure
     * what intrinsics save.
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
     * Whether the JVM is of the release whose intrinsics are known, and exports them: the launcher's options do that.
     */
    static boolean intrinsic() {
        Module base = Object.class.getModule();
        Module own = VectorCalls.class.getModule();
        return !"false".equals(System.getProperty(PROPERTY))
                && Runtime.version().feature() == IntrinsicCalls.RELEASE
                && base.isExported("jdk.internal.vm.vector", own)
                && base.isExported("jdk.internal.misc", own);
    }

    /** Calls of intrinsics if they are open, otherwise of the Vector API. */
    static VectorCalls of(CodeBuilder code, ClassData data) {
        return intrinsic() ? new IntrinsicCalls(code, data) : new ApiCalls(code, data);
    }

    void load(Vec to, At from);

    void store(Vec from, At to);

    /** @param number pushes a float */
    void broadcast(Vec to, Runnable number);

    /** {@code to = a operation b} */
    void combine(Operation operation, Vec to, Vec a, Vec b);

    /** {@code sum += a * b} */
    void fma(Vec sum, Vec a, Vec b);

    /** {@code a = a < floor ? floor : a} */
    void clip(Vec a, Vec floor);

    /** Reorders the lanes. */
    void rearrange(Vec to, Vec from, VectorShuffle<Float> order);

    /** Must be emitted at the head of a loop for each vector that is live around the loop. */
    void carry(Vec vec);
}
