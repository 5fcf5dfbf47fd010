package resnet50.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import resnet50.core.Architecture;
import resnet50.core.BlockShape;
import resnet50.core.ConvShape;
import resnet50.page.ChartColor;
import resnet50.report.Drawing.Anchor;
import resnet50.report.Drawing.Span;
import resnet50.report.Structure.Layer;

/**
 * A network's structure: one row per group of layers, one box per residual block, with its shortcut above it; on the right, each row's
 * parameters and multiply-accumulate operations.
 */
public final class StructureChart implements Chart {
    /** Approximate width of an image in a README on GitHub. */
    private static final int FILE_WIDTH = 800;

    private static final int MARGIN = 12;
    private static final int LEFT = 96;
    private static final int TOP = 62;
    private static final int ROW = 50;

    /** Additional height of a row on a phone, for its figures. */
    private static final int FIGURES_ROW = 16;

    private static final int BOTTOM = 30;

    /** Width of the columns of parameters and MACs. */
    private static final int FIGURES = 130;

    private static final int LONGEST_BAR = 56;
    private static final int BOX = 15;
    private static final int WIDEST_BLOCK = 44;
    private static final double TEXT = 12;
    private static final double SMALL = 11;

    private final Architecture architecture;
    private final int inputSize;
    private final Structure structure;
    private final List<Layer> rows;

    /** @param inputSize rows and columns of a picture */
    public StructureChart(Architecture architecture, int inputSize) {
        this.architecture = architecture;
        this.inputSize = inputSize;
        this.structure = Structure.of(architecture, inputSize, 1);
        // batch norm and ReLU are drawn with their convolution
        this.rows = structure.layers().stream().filter(l -> !l.name().equals("bn1") && !l.name().equals("relu")).toList();
    }

    /** The content of an SVG file for a README; it has colors for light and dark mode. */
    public String file() {
        return svg(FILE_WIDTH).file();
    }

    @Override
    public String title() {
        return "structure of " + architecture.name();
    }

    @Override
    public int height(int width) {
        return TOP + rows.size() * rowHeight(width) + BOTTOM;
    }

    private static int rowHeight(int width) {
        return width < LITTLE_WIDTH ? ROW + FIGURES_ROW : ROW;
    }

    @Override
    public void draw(Drawing drawing, int width) {
        boolean narrow = width < LITTLE_WIDTH;
        String input = String.format(Locale.ROOT, "   input 3×%d×%d", inputSize, inputSize);
        drawing.text(MARGIN, 24, TEXT + 2, Anchor.START, Span.bold(architecture.name()), Span.muted(input));
        if (narrow) {
            drawing.text(MARGIN, 44, SMALL, Anchor.START, Span.muted(totals("M parameters, ", " GMACs")));
        } else {
            drawing.text(width - MARGIN - FIGURES, 44, SMALL, Anchor.END, Span.muted("parameters"));
            drawing.text(width - MARGIN, 44, SMALL, Anchor.END, Span.muted("MACs"));
            drawing.text(width - MARGIN - FIGURES, 24, TEXT, Anchor.END,
                    Span.bold(String.format(Locale.ROOT, "%,d", structure.parameters())));
            drawing.text(width - MARGIN, 24, TEXT, Anchor.END, Span.bold(billions(structure.macs())));
        }
        double y = TOP;
        for (Layer row : rows) {
            drawing.line(MARGIN, y - 8, width - MARGIN, y - 8, 1, ChartColor.GRID);
            drawing.text(MARGIN, y + 12, TEXT, Anchor.START, Span.bold(row.name()));
            drawing.text(MARGIN, y + 28, SMALL, Anchor.START, Span.muted(shape(row.output())));
            int right = narrow ? width - MARGIN : width - MARGIN - 2 * FIGURES - 8;
            if (row.name().startsWith("layer")) {
                drawBlocks(drawing, row, y, right);
            } else {
                drawing.box(LEFT, y + 2, 92, BOX, ChartColor.SERIES_1, row.operation());
                drawing.text(LEFT + 46, y + 13, SMALL, Anchor.MIDDLE, new Span(operation(row), ChartColor.BACKGROUND, false));
                drawing.text(LEFT, y + 33, SMALL, Anchor.START, Span.muted(detail(row)));
            }
            drawFigures(drawing, row, y, width);
            y += rowHeight(width);
        }
        drawing.box(MARGIN, y + 1, 10, 10, ChartColor.PEER, "");
        drawing.text(MARGIN + 15, y + 10, SMALL, Anchor.START, Span.muted(narrow ? "1×1 convolution in the shortcut" : "block with a 1×1 convolution in its shortcut"));
        double second = narrow ? MARGIN + 200 : MARGIN + 270;
        drawing.box(second, y + 1, 10, 10, ChartColor.MARK, "");
        drawing.text(second + 15, y + 10, SMALL, Anchor.START, Span.muted(narrow ? "shortcut is the input" : "block whose shortcut is its input"));
    }

    /** A box per block, and its shortcut above it. */
    private void drawBlocks(Drawing drawing, Layer row, double y, int right) {
        List<BlockShape> blocks = architecture.blocks(inputSize).stream()
                .filter(b -> b.name().startsWith(row.name() + "."))
                .toList();
        double step = Math.min(WIDEST_BLOCK, (double) (right - LEFT) / blocks.size());
        double gap = Math.min(12, step / 3);
        double middle = y + 2 + BOX / 2.0;
        drawing.line(LEFT, middle, LEFT + step * blocks.size(), middle, 1, ChartColor.MUTED);
        for (int i = 0; i < blocks.size(); i++) {
            BlockShape block = blocks.get(i);
            double left = LEFT + i * step + gap / 2;
            double last = left + step - gap;
            ChartColor ink = block.downsample() == null ? ChartColor.MARK : ChartColor.PEER;
            double from = left - gap / 4;
            double to = last + gap / 4;
            drawing.line(from, middle, from, y - 3, 1, ink);
            drawing.line(from, y - 3, to, y - 3, 1, ink);
            drawing.line(to, y - 3, to, middle, 1, ink);
            drawing.box(left, y + 2, last - left, BOX, ink, block.name() + ": " + path(block));
        }
        drawing.text(LEFT, y + 33, SMALL, Anchor.START, Span.muted(blocks.size() + " × [" + path(blocks.getLast()) + "]"));
    }

    /** {@code 1×1 64, 3×3 64, 1×1 256}: the convolutions of a block with their output channels. */
    private static String path(BlockShape block) {
        return block.path().stream()
                .map(c -> window(c.shape()) + " " + c.shape().outC() + (c.shape().groups() > 1 ? " in " + c.shape().groups() + " groups" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String window(ConvShape s) {
        return s.kernel() + "×" + s.kernel();
    }

    private static String operation(Layer row) {
        return switch (row.name()) {
            case "conv1" -> "7×7 " + row.output().getFirst();
            case "maxpool" -> "3×3 maximum";
            case "avgpool" -> "mean";
            default -> "fully connected";
        };
    }

    private static String detail(Layer row) {
        return switch (row.name()) {
            case "conv1" -> "stride 2, then batch norm and ReLU";
            case "maxpool" -> "stride 2";
            case "avgpool" -> "of each channel";
            default -> "one logit per class";
        };
    }

    private void drawFigures(Drawing drawing, Layer row, double y, int width) {
        if (row.parameters() == 0) {
            return;
        }
        if (width < LITTLE_WIDTH) {
            String figures = String.format(Locale.ROOT, "%,d parameters, %s MACs", row.parameters(), billions(row.macs()));
            drawing.text(LEFT, y + 49, SMALL, Anchor.START, Span.muted(figures));
            return;
        }
        double parameters = width - MARGIN - 2.0 * FIGURES;
        bar(drawing, parameters, y, row.parameters(), rows.stream().mapToLong(Layer::parameters).max().orElse(1));
        drawing.text(width - MARGIN - FIGURES, y + 13, SMALL, Anchor.END, Span.plain(String.format(Locale.ROOT, "%,d", row.parameters())));
        bar(drawing, parameters + FIGURES + 16, y, row.macs(), rows.stream().mapToLong(Layer::macs).max().orElse(1));
        drawing.text(width - MARGIN, y + 13, SMALL, Anchor.END, Span.plain(billions(row.macs())));
    }

    private static void bar(Drawing drawing, double x, double y, long value, long largest) {
        drawing.box(x, y + 4, Math.max(1, (double) LONGEST_BAR * value / largest), BOX - 4, ChartColor.SERIES_4, "");
    }

    private String totals(String afterMillions, String afterBillions) {
        return String.format(
                Locale.ROOT, "%.2f%s%.2f%s", structure.parameters() / 1e6, afterMillions, structure.macs() / 1e9, afterBillions);
    }

    private static String billions(long number) {
        return String.format(Locale.ROOT, number < 10_000_000 ? "%.3f G" : "%.2f G", number / 1e9);
    }

    private static String shape(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("×"));
    }
}
