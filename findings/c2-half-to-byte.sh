#!/usr/bin/env bash
# The low bytes of half floats: a plain loop computes other bytes once C2 has compiled it.
#
# Guess: bytes[i] = (byte) Float.floatToFloat16(floats[i]) gives the same bytes in the interpreter and in compiled code; it is
#        a plain loop over arrays, without the Vector API and without a rounding that could differ.
# Truth: C2 vectorizes the loop and takes the 16-bit results of the conversion for 8-bit lanes. Most bytes are wrong, without an
#        exception, from the moment on at which the compiled code takes over. The interpreter, C1 and C2 without
#        its auto-vectorizer (-XX:-UseSuperWord) are right. Loops that store the half into a short[], or its upper byte into a
#        byte[], are right too.
# To do: write half-precision weights through a short[], a ShortBuffer or ValueLayout.JAVA_SHORT, never as two planes of bytes
#        computed straight from floats. Test such a loop after it has run some ten thousand times, not once.
#
# Seen with Temurin 25.0.3 on x86 with F16C (UseAVX=1 and above).
set -euo pipefail

for home in "${JDK25:-}" "${JAVA_HOME:-}" ""; do
    java="${home:+$home/bin/}java"
    if "$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' >/dev/null; then break; fi
done
"$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' || { echo "set JDK25 to the folder of a JDK 25"; exit 2; }
if ! lscpu | grep -w f16c >/dev/null; then echo "skipped: this CPU has no F16C"; exit 0; fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/Halves.java" <<'JAVA'
import java.util.Random;

public class Halves {
    static final int SIZE = 1024;
    static final float[] floats = new float[SIZE];
    static final byte[] low = new byte[SIZE];
    static final byte[] high = new byte[SIZE];
    static final short[] whole = new short[SIZE];

    static void low() {
        for (int i = 0; i < SIZE; i++) {
            low[i] = (byte) Float.floatToFloat16(floats[i]);
        }
    }

    static void high() {
        for (int i = 0; i < SIZE; i++) {
            high[i] = (byte) (Float.floatToFloat16(floats[i]) >> 8);
        }
    }

    static void whole() {
        for (int i = 0; i < SIZE; i++) {
            whole[i] = Float.floatToFloat16(floats[i]);
        }
    }

    public static void main(String[] args) {
        Random random = new Random(1);
        int[] expected = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            floats[i] = (float) random.nextGaussian();
            expected[i] = Float.floatToFloat16(floats[i]);
        }
        for (int run = 0; run < 20_000; run++) {
            low();
            high();
            whole();
        }
        int wrongLow = 0;
        int wrongHigh = 0;
        int wrongWhole = 0;
        for (int i = 0; i < SIZE; i++) {
            wrongLow += low[i] == (byte) expected[i] ? 0 : 1;
            wrongHigh += high[i] == (byte) (expected[i] >> 8) ? 0 : 1;
            wrongWhole += whole[i] == expected[i] ? 0 : 1;
        }
        System.out.println("low " + (wrongLow > SIZE / 2 ? "wrong" : wrongLow == 0 ? "right" : "partly wrong")
                + ", high " + (wrongHigh == 0 ? "right" : "wrong") + ", short " + (wrongWhole == 0 ? "right" : "wrong"));
        System.err.println("    " + wrongLow + " of " + SIZE + " low bytes differ");
    }
}
JAVA

status=0
check() {
    local name=$1 expected=$2 seen
    shift 2
    seen=$("$java" "$@" "$folder/Halves.java")
    echo "$name: $seen"
    if [ "$seen" != "$expected" ]; then echo "    CHANGED, was: $expected"; status=1; fi
}
check "interpreter" "low right, high right, short right" -Xint
check "C1" "low right, high right, short right" -XX:TieredStopAtLevel=1
check "C2 without auto-vectorization" "low right, high right, short right" -Xbatch -XX:-UseSuperWord
check "C2" "low wrong, high right, short right" -Xbatch
exit $status
