package resnet50.measure;

/**
 * What is measured, in words for the report.
 *
 * @param stage        the stage's name
 * @param title        the stage's one idea, in a few words
 * @param architecture torchvision's name
 * @param weights      where they come from: a path, or {@code synthetic}
 * @param inputSize    rows and columns of the picture
 * @param threads      how many threads the engine was allowed; a stage that knows only one ignores it
 * @param vectorWidth  of the vectors that the stage computes with, {@code none} for plain loops
 */
public record RunSetup(
        String stage, String title, String architecture, String weights, int inputSize, int threads, String vectorWidth) {
    /**
     * The last of these.
     *
     * @param bits 0 for plain loops
     */
    public static String vectorWidth(int bits) {
        return bits == 0 ? "none" : bits + " bits";
    }
}
