package resnet50;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import resnet50.conformance.VectorCodeContract;

/** Each width in a JVM of its own, both at once. */
@Execution(ExecutionMode.CONCURRENT)
class VectorCodeTest {
    private static final String KERNEL = "resnet50.kernel_conv*::run";
    private static final String SOON = "-XX:CompileCommand=CompileThresholdScaling,resnet50.kernel_*::run,0.001";
    private static final String INTRINSICS = "--add-exports=java.base/jdk.internal.vm.vector=ALL-UNNAMED";
    private static final String OFFSETS = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";
    private static final String LARGE = "-XX:-DontCompileHugeMethods";
    private static final String ONCE = "-XX:CompileCommand=dontinline,resnet50.*::run";

    @Nested
    class Avx512 extends VectorCodeContract {
        Avx512() {
            super(KERNEL, 512, SOON, ONCE, INTRINSICS, OFFSETS, LARGE, "-XX:Tier3DelayOn=1000");
        }
    }

    /** By the Vector API: stage 5 has them by intrinsics. */
    @Nested
    class Avx2 extends VectorCodeContract {
        Avx2() {
            super(KERNEL, 256, SOON, ONCE, "-XX:Tier3DelayOn=1000", "-D" + Simd.PROPERTY + "=256");
        }
    }
}
