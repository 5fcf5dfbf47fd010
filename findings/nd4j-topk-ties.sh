#!/usr/bin/env bash
# ND4J's top_k names one index twice where values are equal, or leaves a value out.
#
# Guess: the k indices of top_k are k different ones; among equal values the lower index comes first, as in TensorFlow and ONNX, or in
#        some other order.
# Truth: equal values get the index of the last of them. Of (1, 3, 3, 2) the top 3 are at 2, 2, 3: index 1 is missing, index 2 is there
#        twice. Of five zeros the top 3 are at 4, 4, 4. Where an equal value comes behind the first k, it is dropped: of
#        (0, 0.4, 0.2, 0.4) the top 3 are 0.4, 0.2, 0.
# To do: take the top k with Nd4j.sortWithIndices, which names each index once, or in Java over toFloatVector().
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
  <groupId>findings</groupId><artifactId>topk</artifactId><version>1</version>
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
cat > "$folder/TopK.java" <<'JAVA'
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

public class TopK {
    public static void main(String[] args) {
        for (float[] values : new float[][] {{1, 4, 3, 2}, {1, 3, 3, 2}, {5, 5, 1, 0}, {0, 0, 0, 0, 0}, {0, 0.4f, 0.2f, 0.4f}}) {
            INDArray input = Nd4j.createFromArray(values);
            INDArray[] top = Nd4j.exec(DynamicCustomOp.builder("top_k").addInputs(input).addIntegerArguments(3, 1).build());
            INDArray[] sorted = Nd4j.sortWithIndices(Nd4j.createFromArray(values), 0, false);
            System.out.println(Arrays.toString(values) + ": top_k " + Arrays.toString(top[0].toFloatVector()) + " at "
                    + Arrays.toString(top[1].toIntVector()) + ", different indices of sortWithIndices: "
                    + Arrays.stream(sorted[0].toIntVector()).distinct().count());
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
[1.0, 4.0, 3.0, 2.0]: top_k [4.0, 3.0, 2.0] at [1, 2, 3], different indices of sortWithIndices: 4
[1.0, 3.0, 3.0, 2.0]: top_k [3.0, 3.0, 2.0] at [2, 2, 3], different indices of sortWithIndices: 4
[5.0, 5.0, 1.0, 0.0]: top_k [5.0, 5.0, 1.0] at [1, 1, 2], different indices of sortWithIndices: 4
[0.0, 0.0, 0.0, 0.0, 0.0]: top_k [0.0, 0.0, 0.0] at [4, 4, 4], different indices of sortWithIndices: 5
[0.0, 0.4, 0.2, 0.4]: top_k [0.4, 0.2, 0.0] at [3, 2, 0], different indices of sortWithIndices: 4
TEXT
"$java" --enable-native-access=ALL-UNNAMED --add-opens java.base/java.nio=ALL-UNNAMED -cp "$folder/lib/*" "$folder/TopK.java" \
    2> "$folder/errors" | tee "$folder/seen" || { cat "$folder/errors"; exit 2; }
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
