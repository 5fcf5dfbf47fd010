package resnet50.compare;

import java.util.ArrayList;
import java.util.List;
import resnet50.core.VectorWidth;

/**
 * A way to run a stage so that one of its ideas is measured as a row of its own.
 *
 * @param name        the row's name; {@code --only} accepts it too
 * @param title       what the row adds to the previous row
 * @param jvmOptions  options of the worker's JVM
 * @param vectorWidth vector width, which replaces the user's
 */
public record Variant(String name, String title, List<String> jvmOptions, VectorWidth vectorWidth) {
    private static final Variant KERNELS = new Variant(
            "stage5-kernels", "generated kernels, 256 bits", List.of("-Dresnet50.winograd=off"), VectorWidth.BITS_256);

    private static final Variant WINOGRAD =
            new Variant("stage5-winograd", "+ Winograd's algorithm, 256 bits", List.of(), VectorWidth.BITS_256);

    private static final Variant BITS_512 =
            new Variant("stage5-512bits", "+ vectors of 512 bits", List.of(), VectorWidth.BITS_512);

    public Variant {
        jvmOptions = List.copyOf(jvmOptions);
    }

    /**
     * Stage 5's ideas in order, each with the previous ones; the last variant is the complete stage.
     *
     * @param vectorBits the widest vectors that may be used
     */
    static List<Variant> ofStage5(int vectorBits) {
        List<Variant> variants = new ArrayList<>(List.of(KERNELS, WINOGRAD));
        if (vectorBits >= VectorWidth.BITS_512.bits()) {
            variants.add(BITS_512);
        }
        return variants;
    }
}
