package resnet50.kernels;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import resnet50.Simd;
import resnet50.core.LayerPlan;
import resnet50.generator.KernelSpec;
import resnet50.generator.KernelWriter;
import resnet50.generator.Kernels;

/** Two smaller kernels compute a large tile until the tile's own kernel is compiled. */
class HalvedTileTest {
    @Test
    void replacesTheHalvesByTheCompiledKernel() {
        Large large = new Large(new boolean[1]);
        Kernels.Later<ConvKernel> later = Kernels.later(large);
        ConvKernel half = (x, in, taps, w, weights, out, outBlock, shortcut, shortcutBlock, floor, next) -> 1;
        HalvedTile tile = new HalvedTile(later, half, half, 0, 0);
        assertSame(tile, tile.quickest(), "before compilation");
        assertFalse(large.called[0]);
        List<LayerPlan> plan = List.of(new LayerPlan("layer", "direct", "1x1", 0, List.of(large.name())));
        Kernels.warmUpLater(plan, 2);
        assertFalse(large.called[0], "the kernel serves one layer only");
        Kernels.warmUpLater(plan, 1);
        assertTrue(large.called[0]);
        assertSame(later.compiled(), tile.quickest());
        assertNotSame(tile, tile.quickest());
    }

    /** @param called whether the kernel was warmed up */
    private record Large(boolean[] called) implements KernelSpec<ConvKernel> {
        @Override
        public String name() {
            return "large" + Simd.suffix();
        }

        @Override
        public Class<ConvKernel> type() {
            return ConvKernel.class;
        }

        @Override
        public void emit(KernelWriter k) {
            k.give(ConvKernel.Parameters.of(k).next());
        }

        @Override
        public Consumer<ConvKernel> warmUp() {
            return kernel -> {
                called[0] = true;
                kernel.run(null, 0, null, null, 0, 0, 0, 0, 0, 0, 0);
            };
        }
    }
}
