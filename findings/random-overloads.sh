#!/usr/bin/env bash
# java.util.Random: the overloads with bounds draw other numbers from the same seed, for some bounds only.
#
# Guess: from the same seed, nextInt(0, n) gives what nextInt(n) gives, and nextGaussian(m, s) gives m + s * nextGaussian(), so
#        that a seeded experiment survives the change from one form to the other.
# Truth: nextInt(0, n) equals nextInt(n) for all n but powers of two: there it takes the lowest bits of a draw, and nextInt(n)
#        the highest. nextGaussian(m, s) uses another algorithm than nextGaussian() and never agrees. nextDouble agrees in all
#        forms, and so do the newer generators. A test with a bound of 10 or 1000 shows no difference.
# To do: pin one form for seeded weights, noise, crops and flips (2 and 32 are powers of two), and compare the first draws with
#        recorded ones in a test; or use a generator of RandomGeneratorFactory.
#
# Seen with Temurin 25.0.3.
set -euo pipefail

for home in "${JDK25:-}" "${JAVA_HOME:-}" ""; do
    java="${home:+$home/bin/}java"
    if "$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' >/dev/null; then break; fi
done
"$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' || { echo "set JDK25 to the folder of a JDK 25"; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/Draws.java" <<'JAVA'
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

public class Draws {
    static String draws(String algorithm, ToDoubleFunction<RandomGenerator> draw) {
        RandomGenerator random = RandomGeneratorFactory.of(algorithm).create(1);
        double[] drawn = new double[5];
        Arrays.setAll(drawn, i -> Math.round(draw.applyAsDouble(random) * 1000) / 1000.0);
        return Arrays.toString(drawn);
    }

    static void compare(String algorithm, String what, ToDoubleFunction<RandomGenerator> one, ToDoubleFunction<RandomGenerator> other) {
        String first = draws(algorithm, one);
        String second = draws(algorithm, other);
        System.out.println(algorithm + " " + what + ": " + (first.equals(second) ? "same" : first + " and " + second));
    }

    public static void main(String[] args) {
        for (String algorithm : new String[] {"Random", "Xoshiro256PlusPlus"}) {
            for (int n : new int[] {2, 10, 31, 32, 33, 1000, 1024}) {
                compare(algorithm, "nextInt(" + n + ") and nextInt(0, " + n + ")", r -> r.nextInt(n), r -> r.nextInt(0, n));
            }
            compare(algorithm, "nextDouble() and nextDouble(0, 1)", RandomGenerator::nextDouble, r -> r.nextDouble(0, 1));
            compare(algorithm, "nextGaussian() and nextGaussian(0, 1)", RandomGenerator::nextGaussian, r -> r.nextGaussian(0, 1));
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
Random nextInt(2) and nextInt(0, 2): [1.0, 0.0, 0.0, 0.0, 0.0] and [1.0, 0.0, 1.0, 0.0, 0.0]
Random nextInt(10) and nextInt(0, 10): same
Random nextInt(31) and nextInt(0, 31): same
Random nextInt(32) and nextInt(0, 32): [23.0, 3.0, 13.0, 13.0, 6.0] and [19.0, 24.0, 15.0, 18.0, 28.0]
Random nextInt(33) and nextInt(0, 33): same
Random nextInt(1000) and nextInt(0, 1000): same
Random nextInt(1024) and nextInt(0, 1024): [748.0, 102.0, 419.0, 417.0, 212.0] and [371.0, 216.0, 623.0, 402.0, 252.0]
Random nextDouble() and nextDouble(0, 1): same
Random nextGaussian() and nextGaussian(0, 1): [1.562, -0.608, -1.091, -0.625, -1.118] and [-0.48, 1.154, 0.255, 0.562, -0.109]
Xoshiro256PlusPlus nextInt(2) and nextInt(0, 2): same
Xoshiro256PlusPlus nextInt(10) and nextInt(0, 10): same
Xoshiro256PlusPlus nextInt(31) and nextInt(0, 31): same
Xoshiro256PlusPlus nextInt(32) and nextInt(0, 32): same
Xoshiro256PlusPlus nextInt(33) and nextInt(0, 33): same
Xoshiro256PlusPlus nextInt(1000) and nextInt(0, 1000): same
Xoshiro256PlusPlus nextInt(1024) and nextInt(0, 1024): same
Xoshiro256PlusPlus nextDouble() and nextDouble(0, 1): same
Xoshiro256PlusPlus nextGaussian() and nextGaussian(0, 1): same
TEXT
"$java" "$folder/Draws.java" | tee "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
