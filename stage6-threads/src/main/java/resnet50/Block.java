package resnet50;

import java.util.List;
import resnet50.engine.LayerPlan;

/** A residual block: a few convolutions beside a shortcut. */
sealed interface Block permits BasicBlock, Bottleneck {
    /**
     * Runs the block, from the place of the one before to its own.
     *
     * @param x the arena
     */
    void forward(float[] x, float[] w, Team team);

    /** How each of its convolutions is computed, in their order. */
    List<LayerPlan> plan();

    /** [height / stride][width / stride][outC], sizes rounded up */
    Activation out();
}
