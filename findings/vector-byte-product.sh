#!/usr/bin/env bash
# ByteVector.reduceLanes(MUL) gives wrong products once C2 has compiled it.
#
# Guess: the product of the lanes of a ByteVector is exact, interpreted or compiled: multiplication modulo 256 does not
#        depend on the order of the lanes, as sums of floats do.
# Truth: with AVX-512, C2 computes another value for almost every ByteVector of 256 and 512 bits, with and without a mask;
#        with UseAVX=1 (and 0) it does so for 128 bits. ShortVector and IntVector are right, so is ByteVector.reduceLanes(ADD), and
#        the same program with UseAVX=2. Even numbers hide it, as their product soon is 0.
# To do: convert bytes to ints (or shorts) before multiplying lanes. Test reductions after they were compiled and for each width,
#        not in the first hundred calls; a check on the developer's AVX2 machine says nothing about a server with AVX-512.
#
# Seen with Temurin 25.0.3 on x86; the part for 256 and 512 bits needs AVX-512BW and is left out elsewhere.
set -euo pipefail

for home in "${JDK25:-}" "${JAVA_HOME:-}" ""; do
    java="${home:+$home/bin/}java"
    if "$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' >/dev/null; then break; fi
done
"$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' || { echo "set JDK25 to the folder of a JDK 25"; exit 2; }

flags=$(lscpu)
if ! grep -w avx >/dev/null <<< "$flags"; then echo "skipped: this CPU has no AVX"; exit 0; fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/Product.java" <<'JAVA'
import java.util.Random;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

public class Product {
    static final byte[] bytes = new byte[64];
    static final short[] shorts = new short[32];

    static byte product128() {
        return ByteVector.fromArray(ByteVector.SPECIES_128, bytes, 0).reduceLanes(VectorOperators.MUL);
    }

    static byte product256() {
        return ByteVector.fromArray(ByteVector.SPECIES_256, bytes, 0).reduceLanes(VectorOperators.MUL);
    }

    static byte product512() {
        return ByteVector.fromArray(ByteVector.SPECIES_512, bytes, 0).reduceLanes(VectorOperators.MUL);
    }

    static byte masked256() {
        return ByteVector.fromArray(ByteVector.SPECIES_256, bytes, 0)
                .reduceLanes(VectorOperators.MUL, VectorMask.fromLong(ByteVector.SPECIES_256, 0xffff));
    }

    static short short256() {
        return ShortVector.fromArray(ShortVector.SPECIES_256, shorts, 0).reduceLanes(VectorOperators.MUL);
    }

    static byte expected(int lanes) {
        byte product = 1;
        for (int i = 0; i < lanes; i++) {
            product *= bytes[i];
        }
        return product;
    }

    static short expectedShort() {
        short product = 1;
        for (int i = 0; i < 16; i++) {
            product *= shorts[i];
        }
        return product;
    }

    static String verdict(int wrong) {
        return wrong == 0 ? "right" : wrong > 1000 ? "wrong" : "partly wrong";
    }

    public static void main(String[] args) {
        Random random = new Random(5);
        int[] wrong = new int[5];
        for (int round = 0; round < 2000; round++) {
            for (int i = 0; i < 64; i++) {
                bytes[i] = (byte) (random.nextInt() | 1);
                shorts[i / 2] = (short) (random.nextInt() | 1);
            }
            wrong[0] += product128() == expected(16) ? 0 : 1;
            wrong[1] += product256() == expected(32) ? 0 : 1;
            wrong[2] += product512() == expected(64) ? 0 : 1;
            wrong[3] += masked256() == expected(16) ? 0 : 1;
            wrong[4] += short256() == expectedShort() ? 0 : 1;
        }
        System.out.println("128 " + verdict(wrong[0]) + ", 256 " + verdict(wrong[1]) + ", 512 " + verdict(wrong[2])
                + ", 256 masked " + verdict(wrong[3]) + ", shorts " + verdict(wrong[4]));
    }
}
JAVA
"${java%java}javac" --add-modules jdk.incubator.vector -d "$folder" "$folder/Product.java" 2>/dev/null

status=0
check() {
    local name=$1 expected=$2 seen
    shift 2
    seen=$("$java" --add-modules jdk.incubator.vector "$@" -cp "$folder" Product 2>/dev/null)
    echo "$name: $seen"
    if [ "$seen" != "$expected" ]; then echo "    CHANGED, was: $expected"; status=1; fi
}
c2=(-XX:-TieredCompilation -Xbatch -XX:CompileThreshold=300)
right="128 right, 256 right, 512 right, 256 masked right, shorts right"
check "interpreter" "$right" -Xint
check "C2, UseAVX=1" "128 wrong, 256 right, 512 right, 256 masked right, shorts right" "${c2[@]}" -XX:UseAVX=1
if grep -w avx2 >/dev/null <<< "$flags"; then
    check "C2, UseAVX=2" "$right" "${c2[@]}" -XX:UseAVX=2
fi
if grep -w avx512bw >/dev/null <<< "$flags"; then
    check "C2, UseAVX=3" "128 right, 256 wrong, 512 wrong, 256 masked wrong, shorts right" "${c2[@]}" -XX:UseAVX=3
fi
exit $status
