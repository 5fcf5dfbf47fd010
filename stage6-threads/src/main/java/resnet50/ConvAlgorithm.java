package resnet50;

import java.util.Set;

/** How one convolution is computed; the plan chooses, and everything that depends on shapes is settled when the model is built. */
interface ConvAlgorithm extends Work {
    /** Such as {@code direct} or {@code winograd 4x4}. */
    String algorithm();

    /** What its kernels compute at a time, such as {@code 14x2}. */
    String tile();

    /** The names of its kernels. */
    Set<String> kernels();
}
