package resnet50.compare;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** FMA peaks before and after the rounds of a comparison, in GFLOP/s. An unknown peak is NaN. */
final class Peaks {
    private final Map<Setting, Double> before = new TreeMap<>();
    private final Map<Setting, Double> after = new TreeMap<>();

    /**
     * What a peak depends on.
     *
     * @param bits vector width, 0 for plain loops
     */
    record Setting(int bits, int threads) implements Comparable<Setting> {
        @Override
        public int compareTo(Setting other) {
            int byBits = Integer.compare(bits, other.bits);
            return byBits != 0 ? byBits : Integer.compare(threads, other.threads);
        }
    }

    void addBefore(Setting setting, double gflops) {
        before.put(setting, gflops);
    }

    void addAfter(Setting setting, double gflops) {
        after.put(setting, gflops);
    }

    double before(int bits, int threads) {
        return before.getOrDefault(new Setting(bits, threads), Double.NaN);
    }

    double after(int bits, int threads) {
        return after.getOrDefault(new Setting(bits, threads), Double.NaN);
    }

    /** The larger of both: other load can only lower a peak. */
    double peak(int bits, int threads) {
        return Math.max(before(bits, threads), after(bits, threads));
    }

    /** The widest vectors that were probed both times, in bits; 0 if there are none. */
    int widestBits() {
        return before.keySet().stream().filter(after::containsKey).mapToInt(Setting::bits).max().orElse(0);
    }

    /** The larger of both at a vector width, by number of threads. */
    Map<Integer, Double> byThreads(int bits) {
        return before.keySet().stream()
                .filter(s -> s.bits == bits && after.containsKey(s))
                .collect(Collectors.toMap(Setting::threads, s -> peak(bits, s.threads)));
    }
}
