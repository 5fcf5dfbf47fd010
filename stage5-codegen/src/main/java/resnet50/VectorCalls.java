package resnet50;

import java.lang.classfile.CodeBuilder;
import jdk.incubator.vector.VectorShuffle;
import resnet50.KernelWriter.At;
import resnet50.KernelWriter.Vec;

/**
 * What a kernel calls to compute with vectors. There are two ways: the Vector API, and the methods beneath it which the compiler
 * replaces by single instructions. Each call of the API leads to one of those through some fifteen others, which the compiler
 * reads, inlines and simplifies away: two thirds of the time that a kernel takes to be compiled.
 */
interface VectorCalls {
    /** The system property that is {@code false} for the API even where there is more: to test it, and to see what the other way saves. */
    String PROPERTY = "resnet50.intrinsics";

    /** What two vectors are made one by, lane by lane. */
    enum Operation {
        ADD,
        SUB,
        MUL,
        MAX
    }

    /** Whether this JVM is one whose methods beneath the API are known, started so that they are open: as the launcher does. */
    static boolean intrinsic() {
        Module base = Object.class.getModule();
        Module own = VectorCalls.class.getModule();
        return !"false".equals(System.getProperty(PROPERTY))
                && Runtime.version().feature() == IntrinsicCalls.RELEASE
                && base.isExported("jdk.internal.vm.vector", own)
                && base.isExported("jdk.internal.misc", own);
    }

    /** The shorter way where there is one. */
    static VectorCalls of(CodeBuilder code, ClassData data) {
        return intrinsic() ? new IntrinsicCalls(code, data) : new ApiCalls(code, data);
    }

    void load(Vec to, At from);

    void store(Vec from, At to);

    /** @param number leaves a float on the stack */
    void broadcast(Vec to, Runnable number);

    /** {@code to = a operation b} */
    void combine(Operation operation, Vec to, Vec a, Vec b);

    /** {@code sum += a * b} */
    void fma(Vec sum, Vec a, Vec b);

    /** {@code a = a < floor ? floor : a} */
    void clip(Vec a, Vec floor);

    /** The lanes in another order. */
    void rearrange(Vec to, Vec from, VectorShuffle<Float> order);

    /** To be written where a loop comes round, for each vector that changes in it. */
    void carry(Vec vec);
}
