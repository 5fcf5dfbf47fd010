package resnet50.eval;

import java.util.List;

/**
 * How often a network was right.
 *
 * @param source            the folder or file that lists the pictures
 * @param network           what was evaluated: the network, its weights, how pictures became its input
 * @param pictures          that were labeled, here or earlier
 * @param classes           that these pictures are of
 * @param top1              pictures whose most probable label was right
 * @param top5              pictures whose label was among the five most probable
 * @param top1Percent       of {@code pictures}
 * @param top5Percent       of {@code pictures}
 * @param resumed           of {@code pictures}, those labeled earlier, as an existing CSV file says
 * @param seconds           that labeling the others took, decoding included
 * @param picturesPerSecond of those; 0 if there were none
 * @param worstClasses      those missed most often first
 * @param confusions        the most frequent first
 * @param unreadable        pictures that could not be labeled, and why; they count for nothing
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
     * A class and its pictures.
     *
     * @param wnid empty if the network's classes are not ImageNet's
     * @param top1 pictures of the class whose most probable label was right
     * @param top5 pictures of the class whose label was among the five most probable
     */
    public record ClassScore(int index, String wnid, String label, int pictures, int top1, int top5) {
        int missed() {
            return pictures - top1;
        }
    }

    /**
     * A class that was taken for another.
     *
     * @param times    how often {@code taken} was the most probable label
     * @param pictures of the true class
     */
    public record Confusion(int index, String label, int takenIndex, String takenLabel, int times, int pictures) {}

    /** @param error one line that begins with the file's name */
    public record BadPicture(String picture, String error) {}
}
