#!/usr/bin/env bash
# jHDF reads bfloat16 as half: weights of 1.5 become 1.9375.
#
# Guess: an HDF5 file describes its float types bit by bit (sign, exponent, mantissa, bias), so any of them can be stored; bfloat16 is
#        16 bits with 8 of exponent. A reader follows the description, as the HDF5 library does, or refuses what it does not know.
# Truth: jHDF reads these 2 bytes as a half, against the file's description. 1.0 becomes 1.875, 1.5 becomes 1.9375, 100
#        becomes 3.39, 2.0 stays 2.0. No exception, though its FloatingPoint object knows of 8 bits of exponent. h5py gets the numbers
#        back from the same file.
# To do: ask the dataset's data type for its exponent (FloatingPoint: exponent size and bias) and refuse or convert what is not 5 and 15
#        for 2 bytes; or read it raw and shift by 16 bits.
#
# Seen with jHDF 0.13.0, h5py 3.7.0 (HDF5 1.10.8), Temurin 25.0.3.
set -euo pipefail

for home in "${JDK25:-}" "${JAVA_HOME:-}" ""; do
    java="${home:+$home/bin/}java"
    if "$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' >/dev/null; then break; fi
done
"$java" -version 2>&1 | grep -E 'version "(2[5-9]|[3-9][0-9])' || { echo "set JDK25 to the folder of a JDK 25"; exit 2; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
find_python() {
    for python in $(type -ap python3); do
        if "$python" -c 'import h5py' 2> /dev/null; then return 0; fi
    done
    return 1
}
find_python || { apt-get update -q && apt-get install -y -q --no-install-recommends python3-h5py; } > "$folder/log" 2>&1 \
    || { cat "$folder/log"; exit 2; }
find_python || { echo "no Python has h5py"; exit 2; }
cat > "$folder/pom.xml" <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>bfloat16</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.jhdf</groupId><artifactId>jhdf</artifactId><version>0.13.0</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
"$python" - "$folder/weights.h5" <<'PYTHON' | tee "$folder/seen"
import sys

import h5py
import numpy

numbers = numpy.array([1, 1.5, 2, -0.25, 100, 2.0**100], "f4")
kind = h5py.h5t.IEEE_F32LE.copy()
kind.set_fields(15, 7, 8, 0, 7)
kind.set_size(2)
kind.set_ebias(127)
with h5py.File(sys.argv[1], "w") as file:
    space = h5py.h5s.create_simple((6,))
    h5py.h5d.create(file.id, b"bfloat16", kind, space).write(h5py.h5s.ALL, h5py.h5s.ALL, numbers)
    file.create_dataset("half", data=numbers[:5].astype("f2"))
with h5py.File(sys.argv[1]) as file:
    for name in "bfloat16", "half":
        back = numpy.empty(file[name].shape, "f4")
        file[name].id.read(h5py.h5s.ALL, h5py.h5s.ALL, back)
        print("h5py", name, *("%.5g" % x for x in back))
PYTHON
cat > "$folder/Read.java" <<'JAVA'
import io.jhdf.HdfFile;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.file.Path;
import java.util.Arrays;

public class Read {
    public static void main(String[] args) {
        try (HdfFile file = new HdfFile(Path.of(args[0]))) {
            for (String name : new String[] {"bfloat16", "half"}) {
                var dataset = file.getDatasetByPath(name);
                FloatingPoint type = (FloatingPoint) dataset.getDataType();
                System.out.println("jHDF " + name + " " + Arrays.toString((float[]) dataset.getData()) + ", exponent of "
                        + type.getExponentSize() + " bits, bias " + type.getExponentBias());
            }
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
h5py bfloat16 1 1.5 2 -0.25 100 1.2677e+30
h5py half 1 1.5 2 -0.25 100
jHDF bfloat16 [1.875, 1.9375, 2.0, -1.625, 3.390625, 11264.0], exponent of 8 bits, bias 127
jHDF half [1.0, 1.5, 2.0, -0.25, 100.0], exponent of 5 bits, bias 15
TEXT
"$java" -cp "$folder/lib/*" "$folder/Read.java" "$folder/weights.h5" | tee -a "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
