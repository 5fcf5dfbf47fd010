package resnet50.measure;

import resnet50.core.LayerPlan;

/**
 * A {@link LayerPlan} in words, as reports print it; a column that does not apply is empty.
 *
 * @param layer     the name that is passed to {@link resnet50.core.LayerListener}
 * @param algorithm such as {@code direct}, {@code winograd F(4,3)}
 * @param tile      the register tile, pixels by vectors of channels: {@code 14x2}
 * @param note      names of the kernels
 */
public record LayerText(String layer, String algorithm, String tile, String note) {
    static LayerText of(String layer, LayerPlan plan) {
        return new LayerText(layer, plan.algorithm(), plan.tile(), plan.note());
    }

    /** A layer without a plan. */
    static LayerText unplanned(String layer) {
        return new LayerText(layer, "", "", "");
    }
}
