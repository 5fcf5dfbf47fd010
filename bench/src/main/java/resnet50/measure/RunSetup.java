package resnet50.measure;

/**
 * Description of a measurement's subject, for reports.
 *
 * @param stage        the stage's name
 * @param title        the idea of the stage, in a few words
 * @param architecture torchvision's name
 * @param weights      their source: a path, or {@code synthetic}
 * @param inputSize    rows and columns of the image
 * @param threads      maximum number of threads; a single-threaded stage ignores it
 * @param vectorWidth  width of the stage's vectors, {@code none} for plain loops
 */
public record RunSetup(
        String stage, String title, String architecture, String weights, int inputSize, int threads, String vectorWidth) {
    /**
     * The text of {@code vectorWidth}.
     *
     * @param bits vector width, 0 for plain loops
     */
    public static String vectorWidth(int bits) {
        return bits == 0 ? "none" : bits + " bits";
    }
}
