package resnet50.lessons;

/** Pictures of the network and its training. */
final class MnistPictures {
    private static final int MARGIN = 36;
    private static final int CHART_WIDTH = 480;
    private static final int CHART_HEIGHT = 240;
    private static final int LIGHT = 0xd8d8d8;
    /** The loss axis is logarithmic, from 10 down to 0.01: three powers of ten. */
    private static final double TOP_LOSS = 10;
    private static final int DECADES = 3;

    private MnistPictures() {
    }

    /**
     * Draws the loss per batch as gray dots and its mean over up to 50 batches as a line, epochs from left to right.
     */
    static Picture losses(double[] losses, int epochs) {
        Canvas canvas = new Canvas(CHART_WIDTH + 2 * MARGIN, CHART_HEIGHT + 2 * MARGIN, Canvas.WHITE);
        String[] labels = {"10", "1", "0.1", "0.01"};
        for (int decade = 0; decade <= DECADES; decade++) {
            int y = MARGIN + CHART_HEIGHT * decade / DECADES;
            canvas.fill(MARGIN, y, CHART_WIDTH, 1, LIGHT);
            canvas.number(2, y - 5, labels[decade], Canvas.BLACK);
        }
        int labelEvery = 1 + (epochs - 1) / 10;
        for (int epoch = 0; epoch <= epochs; epoch += labelEvery) {
            int x = MARGIN + CHART_WIDTH * epoch / epochs;
            canvas.fill(x, MARGIN, 1, CHART_HEIGHT, LIGHT);
            canvas.number(x - 3, MARGIN + CHART_HEIGHT + 8, epoch, Canvas.BLACK);
        }
        for (int i = 0; i < losses.length; i++) {
            canvas.set((int) chartX(i, losses.length), (int) chartY(losses[i]), Canvas.GRAY);
        }
        int window = Math.min(50, losses.length);
        double sum = 0;
        double lastX = 0;
        double lastY = 0;
        for (int i = 0; i < losses.length; i++) {
            sum += losses[i] - (i >= window ? losses[i - window] : 0);
            if (i >= window - 1) {
                double x = chartX(i - window / 2.0, losses.length);
                double y = chartY(sum / window);
                canvas.line(i == window - 1 ? x : lastX, i == window - 1 ? y : lastY, x, y, Canvas.BLUE);
                lastX = x;
                lastY = y;
            }
        }
        return canvas.picture();
    }

    private static double chartX(double batch, int batches) {
        return MARGIN + CHART_WIDTH * batch / batches;
    }

    private static double chartY(double loss) {
        double decades = StrictMath.log10(TOP_LOSS / Math.max(loss, 1e-9));
        return MARGIN + CHART_HEIGHT * Math.max(0, Math.min(DECADES, decades)) / DECADES;
    }

    /** Draws up to forty misrecognized digits, each with the wrong answer in red. */
    static Picture mistakes(DigitNetwork network, Digits digits) {
        int columns = 10;
        int rows = 4;
        int zoom = 2;
        int cell = DigitNetwork.SIZE * zoom + 4;
        Canvas canvas = new Canvas(columns * cell, rows * cell, Canvas.WHITE);
        int found = 0;
        for (int i = 0; i < digits.count() && found < columns * rows; i++) {
            int answer = Mnist.best(network.forward(digits.images()[i]));
            if (answer != digits.labels()[i]) {
                int left = found % columns * cell + 2;
                int top = found / columns * cell + 2;
                canvas.paste(gray(digits.images()[i], 0, DigitNetwork.SIZE, 1), left, top, zoom);
                canvas.fill(left, top, 11, 14, Canvas.WHITE);
                canvas.number(left + 2, top + 2, answer, Canvas.RED);
                found++;
            }
        }
        return canvas.picture();
    }

    /**
     * Draws the image that the network processed last, the outputs of its convolution, and the probability of each
     * digit.
     */
    static Picture answer(DigitNetwork network, double[] image) {
        int columns = 4;
        int rows = DigitNetwork.CHANNELS / columns;
        int mapZoom = 3;
        int mapCell = DigitNetwork.CONV * mapZoom + 4;
        int height = rows * mapCell + 4;
        int imageZoom = (height - 8) / DigitNetwork.SIZE;
        int mapsLeft = DigitNetwork.SIZE * imageZoom + 12;
        int barsLeft = mapsLeft + columns * mapCell + 8;
        Canvas canvas = new Canvas(barsLeft + 130, height, Canvas.WHITE);
        canvas.paste(gray(image, 0, DigitNetwork.SIZE, 1), 4, 4, imageZoom);
        double strongest = 1e-9;
        for (double value : network.conv) {
            strongest = Math.max(strongest, value);
        }
        for (int c = 0; c < DigitNetwork.CHANNELS; c++) {
            Picture map = gray(network.conv, c * DigitNetwork.CONV * DigitNetwork.CONV, DigitNetwork.CONV, strongest);
            canvas.paste(map, mapsLeft + c % columns * mapCell, 4 + c / columns * mapCell, mapZoom);
        }
        int best = Mnist.best(network.probabilities);
        for (int k = 0; k < DigitNetwork.CLASSES; k++) {
            int top = 6 + k * (height - 8) / DigitNetwork.CLASSES;
            canvas.number(barsLeft, top + 2, k, Canvas.BLACK);
            int bar = 1 + (int) Math.round(100 * network.probabilities[k]);
            canvas.fill(barsLeft + 16, top, bar, 14, k == best ? Canvas.BLUE : Canvas.GRAY);
        }
        return canvas.picture();
    }

    /** Draws a square of numbers as gray levels: 0 is black, {@code white} is white. */
    private static Picture gray(double[] values, int first, int size, double white) {
        int[][] out = new int[size][size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                out[y][x] = Picture.level(255 * values[first + y * size + x] / white);
            }
        }
        return Picture.ofGray(out);
    }
}
