package resnet50.core;

import java.util.ArrayList;
import java.util.List;

/**
 * A residual block for a given input size.
 *
 * @param name       {@code layer1.0} to {@code layer4.2}
 * @param path       the convolutions {@code conv1}, {@code conv2} and, in a bottleneck, {@code conv3}
 * @param downsample the 1×1 convolution of the shortcut; null if the shortcut is the input
 */
public record BlockShape(String name, List<Convolution> path, Convolution downsample) {
    public BlockShape {
        path = List.copyOf(path);
    }

    /** First convolution of the path. */
    public Convolution conv1() {
        return path.get(0);
    }

    /** Second convolution of the path. */
    public Convolution conv2() {
        return path.get(1);
    }

    /** Third convolution of the path; only a bottleneck has one. */
    public Convolution conv3() {
        return path.get(2);
    }

    /** All convolutions: the path, then the shortcut's if there is one. */
    public List<Convolution> convolutions() {
        List<Convolution> all = new ArrayList<>(path);
        if (downsample != null) {
            all.add(downsample);
        }
        return all;
    }
}
