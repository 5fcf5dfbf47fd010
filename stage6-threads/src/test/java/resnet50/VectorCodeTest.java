package resnet50;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import resnet50.conformance.VectorCodeContract;
import resnet50.core.VectorWidth;

/** Tests each vector width in a separate JVM. Both JVMs run at the same time. */
@Execution(ExecutionMode.CONCURRENT)
class VectorCodeTest {
    private static final String KERNEL = "resnet50.generator.kernel_conv*::run";

    @Nested
    class Avx512 extends VectorCodeContract {
        Avx512() {
            super(KERNEL, 512);
        }
    }

    /** Tests the Vector API; stage 5 tests the intrinsics. */
    @Nested
    class Avx2 extends VectorCodeContract {
        Avx2() {
            super(KERNEL, 256, "-D" + VectorWidth.PROPERTY + "=256", "-Dresnet50.intrinsics=false");
        }
    }
}
