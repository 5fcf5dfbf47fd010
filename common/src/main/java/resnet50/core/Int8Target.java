package resnet50.core;

import java.util.Locale;

/**
 * The processors that a network in 8-bit integers is for. Without 8-bit dot products, x86 adds pairs of products of
 * an activation and a signed weight in 16 bits, which saturate: 2 · 255 · 64 fits, 2 · 255 · 127 does not.
 */
public enum Int8Target {
    /** Weights of 7 bits, up to ±64: exact on all processors. */
    ANY(64),
    /** Weights of 8 bits, up to ±127: for processors with 8-bit dot products, such as x86 with VNNI. */
    VNNI(Int8Layer.MAX_WEIGHT);

    private final int maxWeight;

    Int8Target(int maxWeight) {
        this.maxWeight = maxWeight;
    }

    /** Largest magnitude of a weight. */
    public int maxWeight() {
        return maxWeight;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
