package resnet50.eval;

import java.util.List;

/**
 * The accuracy of a network.
 *
 * @param source            the folder or file that lists the pictures
 * @param network           the network, its weights and the preprocessing
 * @param pictures          labeled pictures, including earlier runs
 * @param classes           distinct classes of these pictures
 * @param top1              pictures whose most probable label is right
 * @param top5              pictures whose class is among the five most probable
 * @param top1Percent       of {@code pictures}
 * @param top5Percent       of {@code pictures}
 * @param resumed           pictures labeled by earlier runs, read from the CSV file
 * @param seconds           time to decode and label the other pictures
 * @param picturesPerSecond of the other pictures; 0 if there are none
 * @param worstClasses      most errors first
 * @param confusions        most frequent first
 * @param unreadable        pictures that could not be labeled, with the reason; not counted
 */
public record EvalResult(
        String source,
        String network,
        int pictures,
        int classes,
        int top1,
        int top5,
        double top1Percent,
        double top5Percent,
        int resumed,
        double seconds,
        double picturesPerSecond,
        List<ClassScore> worstClasses,
        List<Confusion> confusions,
        List<BadPicture> unreadable) {
    public EvalResult {
        worstClasses = List.copyOf(worstClasses);
        confusions = List.copyOf(confusions);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * The accuracy of one class.
     *
     * @param wnid empty if the network's classes are not ImageNet's
     * @param top1 pictures of the class whose most probable label is right
     * @param top5 pictures of the class whose class is among the five most probable
     */
    public record ClassScore(int index, String wnid, String label, int pictures, int top1, int top5) {
        int missed() {
            return pictures - top1;
        }
    }

    /**
     * A class that was labeled as another.
     *
     * @param times    pictures of the class with {@code taken} as the most probable label
     * @param pictures of the true class
     */
    public record Confusion(int index, String label, int takenIndex, String takenLabel, int times, int pictures) {}

    /** @param error one line that begins with the file's name */
    public record BadPicture(String picture, String error) {}
}
