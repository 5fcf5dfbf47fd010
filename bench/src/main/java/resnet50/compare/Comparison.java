package resnet50.compare;

import java.util.List;
import resnet50.environment.Environment;

/**
 * What {@code compare} found: all stages, each in a process of its own, having taken turns on the same picture.
 *
 * @param architecture  torchvision's name
 * @param weights       where they come from: a path, or {@code synthetic}
 * @param inputSize     rows and columns of the picture
 * @param macs          multiply-accumulates of one picture, by the definition of convolution
 * @param threads       how many threads a rung was allowed
 * @param budgetSeconds what the user allowed for the whole
 * @param reference     what the logits were compared with
 * @param probe         what the machine could do, before and after
 * @param rungs         up the ladder; whatever is no stage of ours stands last
 * @param pair          the ratio of the two programs' times, if there are just two; else null
 * @param notes         what a reader must know before he trusts the numbers; a sentence each, often none
 */
public record Comparison(
        Environment environment,
        String architecture,
        String weights,
        int inputSize,
        long macs,
        int threads,
        double budgetSeconds,
        String reference,
        Probe probe,
        List<ProgramResult> rungs,
        PairRatio pair,
        List<String> notes) {
    public Comparison {
        rungs = List.copyOf(rungs);
        notes = List.copyOf(notes);
    }
}
