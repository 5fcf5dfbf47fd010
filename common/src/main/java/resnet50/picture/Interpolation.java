package resnet50.picture;

import java.util.Locale;

/** Pillow's antialiasing filters for resizing. A filter is widened by the reduction when a picture shrinks. */
public enum Interpolation {
    /** Pillow's {@code BILINEAR}: a triangle of radius 1. */
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return Math.max(1 - Math.abs(distance), 0);
        }
    },
    /** Pillow's {@code BICUBIC}: Keys' cubic convolution with a = -0.5, radius 2. Its negative lobes overshoot at edges. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    };

    private static final double A = -0.5;

    private final double radius;

    Interpolation(double radius) {
        this.radius = radius;
    }

    /** Distance beyond which a pixel has no weight, in output pixels. */
    double radius() {
        return radius;
    }

    /** Weight of a pixel, not normalized. Operations are in Pillow's order, because the rounding depends on it. */
    abstract double weight(double distance);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
