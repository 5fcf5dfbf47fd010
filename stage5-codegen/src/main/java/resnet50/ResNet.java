package resnet50;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import resnet50.core.Architecture;
import resnet50.core.Architecture.BlockKind;
import resnet50.core.BlockShape;
import resnet50.core.ConvShape;
import resnet50.core.Convolution;
import resnet50.core.Engine;
import resnet50.core.LayerPlan;
import resnet50.generator.Kernels;

/**
 * The whole network: the stem, which reduces the resolution; the residual blocks; and the classifier, a fully connected
 * layer on the mean of each channel.
 */
final class ResNet implements Engine {
    private final Weights weights;
    private final Buffers buffers;
    private float[] arena; // allocated by the first inference
    private final Activation input;
    private final Conv2d conv1;
    private final MaxPool2d maxpool;
    private final Block[] blocks;
    private final AvgPool2d avgpool;
    private final Linear fc;
    private final AtomicInteger pictures = new AtomicInteger();

    /** @param inputSize rows and columns of the input picture */
    ResNet(Architecture architecture, int inputSize, Weights weights, Buffers buffers) {
        this.weights = weights;
        this.buffers = buffers;
        int blockHalo = architecture.block() == BlockKind.BASIC ? 1 : 0; // basic blocks begin with a 3×3 convolution
        Convolution stem = architecture.stem(inputSize);
        ConvShape pool = architecture.pool(inputSize);
        input = buffers.takePicture(inputSize, inputSize, stem.shape().inC(), stem.shape().pad());
        Activation out1 = buffers.take(stem.shape(), 0);
        conv1 = new Conv2d(stem, input, out1, null, true, weights, buffers);
        Activation last = buffers.take(pool, blockHalo);
        maxpool = new MaxPool2d("maxpool", pool, out1, last, buffers);
        buffers.release(out1);

        List<BlockShape> shapes = architecture.blocks(inputSize);
        blocks = new Block[shapes.size()];
        for (int i = 0; i < blocks.length; i++) {
            BlockShape shape = shapes.get(i);
            blocks[i] = switch (architecture.block()) {
                case BASIC -> new BasicBlock(shape, last, i == blocks.length - 1, weights, buffers);
                case BOTTLENECK -> new Bottleneck(shape, last, weights, buffers);
            };
            if (!blocks[i].out().equals(last)) { // otherwise the output has overwritten the input
                buffers.release(last);
            }
            last = blocks[i].out();
        }

        avgpool = new AvgPool2d("avgpool", last, buffers);
        fc = new Linear("fc", avgpool.out(), architecture.classes(), weights, buffers);
    }

    @Override
    public void run(float[] pixels, float[] logits) {
        if (arena == null) {
            arena = buffers.arena();
        }
        forward(arena, pixels, logits);
    }

    private void forward(float[] x, float[] pixels, float[] logits) {
        pictureComes();
        float[] w = weights.data();
        input.fill(x, pixels);
        conv1.forward(x, w);
        maxpool.forward(x);
        for (Block block : blocks) {
            block.forward(x, w);
        }
        avgpool.forward(x);
        fc.forward(x, w);
        System.arraycopy(x, fc.out().start(), logits, 0, logits.length);
    }

    /** Starts compiling the large kernels once there are enough inferences to make it worthwhile. */
    private void pictureComes() {
        if (pictures.get() < 2 && pictures.incrementAndGet() == 2) {
            Thread.ofPlatform().daemon().name("kernels").start(this::awaitFullSpeed);
        }
    }

    @Override
    public void awaitFullSpeed() {
        Kernels.warmUpLater(plan());
    }

    @Override
    public List<LayerPlan> plan() {
        List<LayerPlan> plan = new ArrayList<>();
        plan.add(conv1.plan());
        for (Block block : blocks) {
            plan.addAll(block.plan());
        }
        plan.add(fc.plan());
        return plan;
    }
}
