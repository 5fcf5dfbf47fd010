package resnet50;

/** A residual block: two or three convolutions in parallel with a shortcut. */
sealed interface Block permits BasicBlock, Bottleneck {
    /**
     * Runs the block.
     *
     * @param in [height][width][inC]
     * @return [height / stride][width / stride][outC], sizes rounded up
     */
    Activation forward(Activation in);
}
