package resnet50.compare;

import java.util.List;
import resnet50.environment.Environment;

/**
 * The result of {@code compare}: programs, each in a process of its own, measured in turns on the same image.
 *
 * @param architecture  torchvision's name
 * @param weights       their source: a path, or {@code synthetic}
 * @param inputSize     rows and columns of the image
 * @param macs          multiply-accumulates per image, by the definition of convolution
 * @param threads       maximum number of threads per program
 * @param budgetSeconds duration that the user asked for; NaN if pairs were measured
 * @param reference     the source of the reference logits, in words
 * @param probe         peak speed of the machine before and after the rounds
 * @param rungs         one result per program: stages in order, then peers
 * @param pair          the ratio of the two programs' times; null unless there are exactly two
 * @param notes         warnings and remarks, one sentence each; often empty
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
