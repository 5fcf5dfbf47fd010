package resnet50.kernels;

import java.util.Arrays;
import resnet50.generator.KernelWriter;
import resnet50.generator.KernelWriter.Int;
import resnet50.generator.KernelWriter.Ints;

/**
 * The offsets of a window's inputs, as the kernel of a {@link ConvTile} reads them. The kernel has one parameter for
 * three tables, which are concatenated in one array:
 *
 * <pre>
 * // [runs]           offset of each run of contiguous inputs
 * // [runs]           offset of the input that is prefetched during each run
 * // [runs * passes]  offset of each pass, for kernels that process a run in several passes
 * </pre>
 *
 * All offsets are relative to the window's first float.
 *
 * @param array  the tables
 * @param passes passes per run
 */
public record Taps(int[] array, int passes) {
    /**
     * @param runs       offset of each run
     * @param prefetches offset of the input that is prefetched during each run
     * @param passLength inputs per pass
     */
    static Taps of(int[] runs, int[] prefetches, int passes, int passLength) {
        int count = runs.length;
        int[] array = Arrays.copyOf(runs, (2 + passes) * count);
        System.arraycopy(prefetches, 0, array, count, count);
        for (int i = 0; i < count * passes; i++) {
            array[2 * count + i] = runs[i / passes] + i % passes * passLength;
        }
        return new Taps(array, passes);
    }

    /** Number of runs. */
    int runs() {
        return array.length / (2 + passes);
    }

    /** Offset of a run. */
    int run(int i) {
        return array[i];
    }

    /** Offset of the input that is prefetched during a run. */
    int prefetch(int run) {
        return array[runs() + run];
    }

    /** Offset of a pass. */
    int pass(int i) {
        return array[2 * runs() + i];
    }

    /** The tables in the code of a kernel. */
    static final class Emitter {
        private final KernelWriter k;
        private final Ints array;
        private final Int runs;
        private final Int firstPass; // index of the third table

        Emitter(KernelWriter k, Ints array, int passes) {
            this.k = k;
            this.array = array;
            runs = k.quotient(k.length(array), 2 + passes);
            firstPass = k.multiple(runs, 2);
        }

        /** Number of runs. */
        Int runs() {
            return runs;
        }

        /** A new variable: {@code base} + offset of a run. */
        Int run(Int base, Int i) {
            return k.plusElement(base, array, i);
        }

        /** A new variable: {@code base} + offset of the input that is prefetched during a run. */
        Int prefetch(Int base, Int run) {
            return k.plusElement(base, array, k.plus(run, runs));
        }

        /** A new variable: {@code base} + offset of a pass. */
        Int pass(Int base, Int i) {
            return k.plusElement(base, array, k.plus(i, firstPass));
        }
    }
}
