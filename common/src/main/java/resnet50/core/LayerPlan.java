package resnet50.core;

/**
 * How an engine computes one layer, in words for people; a column that does not apply is empty.
 *
 * @param layer     as {@link LayerListener} is told: {@code conv1}, {@code layer1.0.conv2+layer1.0.bn2}
 * @param algorithm such as {@code direct}, {@code winograd F(4,3)}
 * @param tile      what stays in registers, pixels by vectors of channels: {@code 14x2}
 * @param note      layout of the data and whatever else tells this layer from others: {@code nChw16c}
 */
public record LayerPlan(String layer, String algorithm, String tile, String note) {}
