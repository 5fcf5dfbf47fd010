package resnet50.measure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import resnet50.core.LayerPlan;
import resnet50.core.LayerPlan.Candidate;

/** The candidates of each layer as text: why an engine computes the layer as it does. */
final class WhyText {
    /** Candidates shown per layer. */
    private static final int SHOWN = 3;

    private static final double CYCLES_PER_KILOCYCLE = 1e3;

    private WhyText() {}

    /** A heading and one line per layer with candidates; lines are at most 120 columns long. */
    static String of(List<LayerPlan> plans) {
        List<LayerPlan> chosen = plans.stream().filter(plan -> !plan.algorithms().isEmpty() || !plan.tiles().isEmpty()).toList();
        if (chosen.isEmpty()) {
            return "This stage computes every layer in one way.\n";
        }
        StringBuilder text = new StringBuilder("Candidates with their estimated kilocycles on one thread; a layer uses the first\n");
        for (LayerPlan plan : chosen) {
            String line = String.format(
                    Locale.ROOT, "  %-26s  %-49s  %s", ProfileReport.shortName(plan.layer()), list(plan.algorithms()), list(plan.tiles()));
            text.append(line.stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String list(List<Candidate> candidates) {
        return candidates.stream()
                .limit(SHOWN)
                .map(c -> c.name() + " " + Math.round(c.cycles() / CYCLES_PER_KILOCYCLE))
                .collect(Collectors.joining(", "));
    }
}
