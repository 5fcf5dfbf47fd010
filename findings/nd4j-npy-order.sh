#!/usr/bin/env bash
# ND4J reads a .npy in column order as if it were in row order: the right shape, the wrong places.
#
# Guess: the header of a .npy says 'fortran_order': True for a transposed matrix (numpy.save(name, weights.T) writes one, without a
#        copy), and a reader either makes an array with ordering 'f' of it or refuses it.
# Truth: Nd4j.createFromNpyFile ignores the flag. The array has the file's shape and ordering 'c', and its numbers in the order of the
#        file: [[1, 2, 3], [4, 5, 6]] becomes [[1, 4, 2], [5, 3, 6]]. A square weight matrix becomes its transpose.
# To do: save with numpy.ascontiguousarray, or read the flag in the header and reshape('f', shape) what was read.
#
# Seen with ND4J 1.0.0-M2.1 (nd4j-native) and Temurin 25.0.3, Linux x86-64.
set -euo pipefail

for home in "${JDK25:-}" "${JAVA_HOME:-}" ""; do
    java="${home:+$home/bin/}java"
    if "$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' >/dev/null; then break; fi
done
"$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' || { echo "set JDK25 to the folder of a JDK 25"; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/pom.xml" <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>order</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.nd4j</groupId><artifactId>nd4j-native</artifactId><version>1.0.0-M2.1</version>
    </dependency>
    <dependency>
      <groupId>org.nd4j</groupId><artifactId>nd4j-native</artifactId><version>1.0.0-M2.1</version><classifier>linux-x86_64</classifier>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Order.java" <<'JAVA'
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public class Order {
    /// Writes what numpy.save writes for float32: magic, version 1.0, a header of 118 bytes, the numbers in the order of the file.
    static File npy(Path file, boolean fortran, int rows, int columns, float... numbers) throws Exception {
        String header = "{'descr': '<f4', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + rows + ", " + columns + "), }";
        ByteBuffer bytes = ByteBuffer.allocate(128 + 4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0).putShort((short) 118);
        bytes.put((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        Files.write(file, bytes.array());
        return file.toFile();
    }

    static void show(String what, File file) {
        INDArray array = Nd4j.createFromNpyFile(file);
        System.out.println(what + ": " + Arrays.deepToString(array.toFloatMatrix()) + ", ordering " + array.ordering());
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        show("row order", npy(folder.resolve("c.npy"), false, 2, 3, 1, 2, 3, 4, 5, 6));
        show("the same matrix in column order", npy(folder.resolve("f.npy"), true, 2, 3, 1, 4, 2, 5, 3, 6));
        show("a square one in column order", npy(folder.resolve("s.npy"), true, 2, 2, 1, 3, 2, 4));
        INDArray read = Nd4j.createFromNpyFile(folder.resolve("f.npy").toFile());
        System.out.println("reshaped by hand: " + Arrays.deepToString(read.ravel().reshape('f', 2, 3).toFloatMatrix()));
    }
}
JAVA
if python=$(command -v python3) && "$python" -c 'import numpy' 2> /dev/null; then
    "$python" -c 'import numpy, sys; numpy.save(sys.argv[1], numpy.array([[1, 4], [2, 5], [3, 6]], "f4").T); print(open(sys.argv[1], "rb").read()[10:70])' "$folder/t.npy"
fi

cat > "$folder/expected" <<'TEXT'
row order: [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], ordering c
the same matrix in column order: [[1.0, 4.0, 2.0], [5.0, 3.0, 6.0]], ordering c
a square one in column order: [[1.0, 3.0], [2.0, 4.0]], ordering c
reshaped by hand: [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
TEXT
"$java" --enable-native-access=ALL-UNNAMED --add-opens java.base/java.nio=ALL-UNNAMED -cp "$folder/lib/*" "$folder/Order.java" "$folder" \
    2> "$folder/errors" | tee "$folder/seen" || { cat "$folder/errors"; exit 2; }
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
