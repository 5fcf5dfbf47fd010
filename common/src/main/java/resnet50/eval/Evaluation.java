package resnet50.eval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import resnet50.core.Printable;
import resnet50.core.Progress;
import resnet50.core.UserException;
import resnet50.eval.EvalResult.BadPicture;
import resnet50.eval.Outcome.Labeled;
import resnet50.eval.Outcome.Unreadable;
import resnet50.label.Labels;

/** Computes the accuracy of a network over a data set, including pictures labeled by earlier runs. */
public final class Evaluation {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Dataset dataset;
    private final Optional<ResultsFile> results;
    private final Progress progress;
    private final LongSupplier nanoTime;
    private final Tally tally = new Tally();
    private final List<BadPicture> unreadable = new ArrayList<>();
    private final List<Example> left;
    private volatile int done;

    /**
     * Takes over the results of earlier runs.
     *
     * @param results  receives one row per picture
     * @param progress receives the number of pictures done, and in its task the estimated time left
     * @throws UserException bad data: the results are of other pictures or classes
     */
    public Evaluation(Dataset dataset, Optional<ResultsFile> results, Progress progress) {
        this(dataset, results, progress, System::nanoTime);
    }

    Evaluation(Dataset dataset, Optional<ResultsFile> results, Progress progress, LongSupplier nanoTime) {
        this.dataset = dataset;
        this.results = results;
        this.progress = progress;
        this.nanoTime = nanoTime;
        Set<String> done = new HashSet<>();
        results.ifPresent(file -> takeOver(file, dataset.byName(), done));
        this.done = done.size();
        left = dataset.examples().stream().filter(example -> !done.contains(example.name())).toList();
    }

    private void takeOver(ResultsFile file, Map<String, Example> byName, Set<String> done) {
        for (ResultsFile.Done row : file.done()) {
            Example example = byName.get(row.name());
            if (example == null || example.truth() != row.truth()) {
                throw UserException.badData(file.source() + ": holds " + Printable.quote(row.name()) + " of class " + row.truth()
                        + ", which " + dataset.source() + " does not; give another name");
            }
            if (!done.add(row.name())) {
                throw UserException.badData(file.source() + ": holds " + Printable.quote(row.name()) + " twice; take one out");
            }
            tally.add(row.truth(), row.guesses());
        }
    }

    /** Number of pictures that are labeled or unreadable, earlier ones included. May be called by any thread. */
    public int done() {
        return done;
    }

    /** The pictures that are still to be labeled, in the data set's order. */
    public List<Example> left() {
        return left;
    }

    /**
     * Labels the pictures that are left.
     *
     * @param label labels pictures and passes on the result of each, in the same order
     * @param bad   receives each picture that cannot be labeled
     * @throws UserException bad data: no picture could be labeled; no input: the results cannot be written
     */
    public EvalResult run(
            String network,
            Labels labels,
            int worst,
            BiConsumer<List<Example>, Consumer<Outcome>> label,
            Consumer<Unreadable> bad) {
        int resumed = tally.pictures();
        long start = nanoTime.getAsLong();
        progress.update("evaluating", resumed, dataset.examples().size());
        label.accept(left, outcome -> {
            switch (outcome) {
                case Labeled labeled -> {
                    results.ifPresent(file -> file.add(labeled));
                    tally.add(labeled.example().truth(), labeled.indices());
                }
                case Unreadable picture -> {
                    unreadable.add(new BadPicture(picture.example().name(), picture.message()));
                    bad.accept(picture);
                }
            }
            int finished = tally.pictures() - resumed + unreadable.size();
            done = resumed + finished;
            update(resumed, finished, start);
        });
        double seconds = (nanoTime.getAsLong() - start) / NANOS_PER_SECOND;
        int pictures = tally.pictures();
        if (pictures == 0) {
            throw UserException.badData(dataset.source() + ": not one of its pictures can be read; check them");
        }
        return new EvalResult(
                dataset.source(),
                network,
                pictures,
                tally.classes(),
                tally.top1(),
                tally.top5(),
                100.0 * tally.top1() / pictures,
                100.0 * tally.top5() / pictures,
                resumed,
                seconds,
                pictures == resumed ? 0 : (pictures - resumed) / seconds,
                tally.worstClasses(labels, worst),
                tally.worstConfusions(labels, worst),
                unreadable);
    }

    private void update(int resumed, int finished, long start) {
        double nanosEach = (double) (nanoTime.getAsLong() - start) / finished;
        Duration rest = Duration.ofNanos((long) (nanosEach * (left.size() - finished)));
        progress.update("evaluating, " + clock(rest) + " left", resumed + finished, dataset.examples().size());
    }

    /** {@code 1:02:03}, or {@code 2:03} below an hour. */
    static String clock(Duration duration) {
        long hours = duration.toHours();
        return (hours > 0 ? hours + ":" + twoDigits(duration.toMinutesPart()) : "" + duration.toMinutesPart()) + ":"
                + twoDigits(duration.toSecondsPart());
    }

    private static String twoDigits(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
