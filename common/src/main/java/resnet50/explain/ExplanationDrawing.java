package resnet50.explain;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.DoubleUnaryOperator;
import resnet50.api.Explanation;
import resnet50.label.ClassMap;
import resnet50.picture.Picture;

/**
 * The three panels of an explanation, squares of {@link #SIDE} pixels without text.
 *
 * @param explanation what is drawn
 * @param seen        the picture as the network sees it
 * @param heat        the map of the class over the gray picture, dark to light from its least to its largest value
 * @param difference  the map of the difference of two classes over the gray picture: orange where a region speaks for the
 *                    first, purple where it speaks for the second
 */
public record ExplanationDrawing(
        Explanation explanation, BufferedImage seen, BufferedImage heat, BufferedImage difference) {
    /** Rows and columns of a panel: one and a half times the usual input size. */
    public static final int SIDE = 336;

    /** Share of the heat's color in a pixel; the rest is the gray picture. */
    private static final double HEAT = 0.6;

    /** Share of the color where the difference is largest. */
    private static final double DIFFERENCE = 0.85;

    /** Draws an explanation; needs no font. */
    public static ExplanationDrawing of(Explanation explanation) {
        BufferedImage seen = enlarged(explanation.seen());
        ClassMap map = explanation.map();
        double least = map.min();
        double range = map.max() - least;
        double extreme = explanation.difference().maxMagnitude();
        return new ExplanationDrawing(
                explanation,
                seen,
                over(seen, map, ColorScale.INFERNO, value -> range > 0 ? (value - least) / range : 0, _ -> HEAT),
                over(
                        seen,
                        explanation.difference(),
                        ColorScale.PURPLE_ORANGE,
                        value -> extreme > 0 ? 0.5 + value / extreme / 2 : 0.5,
                        place -> DIFFERENCE * Math.abs(2 * place - 1)));
    }

    private static BufferedImage enlarged(Picture picture) {
        BufferedImage original = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length / 3; i++) {
            int color = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
            original.setRGB(i % picture.width(), i / picture.width(), color);
        }
        BufferedImage large = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(original, 0, 0, SIDE, SIDE, null);
        graphics.dispose();
        return large;
    }

    /**
     * Colors the gray picture.
     *
     * @param place position of a value on the scale, 0 to 1
     * @param share share of the scale's color at such a position
     */
    private static BufferedImage over(
            BufferedImage seen, ClassMap map, ColorScale scale, DoubleUnaryOperator place, DoubleUnaryOperator share) {
        ClassMap large = map.enlarged(SIDE, SIDE);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double at = place.applyAsDouble(large.at(y, x));
                image.setRGB(x, y, ColorScale.mix(gray(seen.getRGB(x, y)), scale.at(at), share.applyAsDouble(at)));
            }
        }
        return image;
    }

    /** The luma of a color (ITU-R BT.601) as gray. */
    private static int gray(int rgb) {
        int luma = (299 * (rgb >> 16 & 0xff) + 587 * (rgb >> 8 & 0xff) + 114 * (rgb & 0xff) + 500) / 1000;
        return luma * 0x010101;
    }
}
