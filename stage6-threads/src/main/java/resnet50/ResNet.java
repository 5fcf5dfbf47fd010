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
    /** If no core is idle: the inference that starts compiling the large kernels shared by many layers. */
    private static final int PAYS_FOR_FEW_KERNELS = 10;

    private static final int MANY_LAYERS = 20;

    /** The same for all other large kernels: this many inferences save about as much time as the compilation takes. */
    private static final int PAYS_FOR_ALL = 150;

    private final Weights weights;
    private final Buffers buffers;
    private float[] arena; // allocated by the first inference
    private final Team team; // closed with the network
    private final Arenas arenas; // for runAlone
    private volatile boolean closed;
    private final Activation input;
    private final Conv2d conv1;
    private final MaxPool2d maxpool;
    private final Block[] blocks;
    private final AvgPool2d avgpool;
    private final Linear fc;
    private final AtomicInteger pictures = new AtomicInteger();
    private final int worthIt; // the inference that starts compiling all large kernels

    /** @param inputSize rows and columns of the input picture */
    ResNet(Architecture architecture, int inputSize, Weights weights, Buffers buffers, Team team) {
        this.weights = weights;
        this.buffers = buffers;
        this.team = team;
        this.worthIt = team.size() < Runtime.getRuntime().availableProcessors() ? 2 : PAYS_FOR_ALL;
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
        arenas = new Arenas(buffers, team.size());
    }

    /** Runs on all threads of the team. Concurrent calls are serialized. */
    @Override
    public synchronized void run(float[] pixels, float[] logits) {
        if (closed) {
            throw new IllegalStateException("the network is closed");
        }
        if (arena == null) {
            arena = buffers.arena(team.size());
        }
        forward(arena, team, pixels, logits);
    }

    @Override
    public int lanes() {
        return team.size();
    }

    /** Runs on the calling thread in an arena of its own. While all arenas are in use, calls block. */
    @Override
    public void runAlone(float[] pixels, float[] logits) {
        if (closed) {
            throw new IllegalStateException("the network is closed");
        }
        float[] x = arenas.take();
        try {
            forward(x, Team.ALONE, pixels, logits);
        } finally {
            arenas.give(x);
        }
    }

    private void forward(float[] x, Team workers, float[] pixels, float[] logits) {
        pictureComes();
        float[] w = weights.data();
        input.fill(x, pixels);
        conv1.forward(x, w, workers);
        maxpool.forward(x, w, workers);
        for (Block block : blocks) {
            block.forward(x, w, workers);
        }
        avgpool.forward(x, w, workers);
        fc.forward(x, w, workers);
        System.arraycopy(x, fc.out().start(), logits, 0, logits.length);
    }

    /** Waits for an inference that runs on the team, then ends the team's threads. */
    @Override
    public synchronized void close() {
        closed = true;
        team.close();
    }

    /** Starts compiling the large kernels once there are enough inferences to make it worthwhile. */
    private void pictureComes() {
        int picture = pictures.get() < worthIt ? pictures.incrementAndGet() : 0;
        if (picture == worthIt) {
            inBackground(this::awaitFullSpeed);
        } else if (picture == PAYS_FOR_FEW_KERNELS) {
            inBackground(() -> Kernels.warmUpLater(plan(), MANY_LAYERS));
        }
    }

    private static void inBackground(Runnable compilation) {
        Thread.ofPlatform().daemon().name("kernels").start(compilation);
    }

    @Override
    public void awaitFullSpeed() {
        Kernels.warmUpLater(plan(), 1);
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
