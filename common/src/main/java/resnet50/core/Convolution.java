package resnet50.core;

/**
 * A layer that multiplies by weights.
 *
 * @param name  torchvision's: {@code conv1}, {@code layer1.0.conv2}, {@code layer1.0.downsample.0}, {@code fc}
 * @param shape at some picture's size; the fully connected layer is a 1×1 convolution of one pixel
 */
public record Convolution(String name, ConvShape shape) {
    /** The batch norm that comes after it: {@code bn1}, {@code layer1.0.bn2}, {@code layer1.0.downsample.1}; there is none for fc. */
    public String norm() {
        return name.endsWith("downsample.0") ? name.replace("downsample.0", "downsample.1") : name.replace("conv", "bn");
    }
}
