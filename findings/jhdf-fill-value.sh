#!/usr/bin/env bash
# jHDF gives zeros for the chunks that a file leaves out, not their fill value.
#
# Guess: a chunk that was never written is not in an HDF5 file; its elements have the dataset's fill value. A reader that knows this gives
#        the fill value everywhere, one that does not refuses the file or gives zeros everywhere.
# Truth: in one array jHDF gives both. Elements of a chunk that is in the file have the fill value, those of a chunk that is left out
#        are 0. A dataset never written at all is null.
#        Filters make no difference. h5py gives the fill value in all cases.
# To do: where a fill value other than 0 is defined, compare the dataset's storage with its size in elements before trusting zeros.
#        When writing, write each dataset whole.
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
  <groupId>findings</groupId><artifactId>fill</artifactId><version>1</version>
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

with h5py.File(sys.argv[1], "w") as file:
    for name, options in ("plain", {}), ("gzip", {"compression": "gzip"}):
        scales = file.create_dataset(name, (8,), "f4", chunks=(3,), fillvalue=1, **options)
        scales[3] = 5
    file.create_dataset("unwritten", (8,), "f4", fillvalue=1)
    for name in "plain", "gzip", "unwritten":
        print("h5py", name, *file[name][()])
PYTHON
cat > "$folder/Read.java" <<'JAVA'
import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.Arrays;

public class Read {
    public static void main(String[] args) {
        try (HdfFile file = new HdfFile(Path.of(args[0]))) {
            for (String name : new String[] {"plain", "gzip", "unwritten"}) {
                System.out.println("jHDF " + name + " " + Arrays.toString((float[]) file.getDatasetByPath(name).getData()));
            }
        }
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
h5py plain 1.0 1.0 1.0 5.0 1.0 1.0 1.0 1.0
h5py gzip 1.0 1.0 1.0 5.0 1.0 1.0 1.0 1.0
h5py unwritten 1.0 1.0 1.0 1.0 1.0 1.0 1.0 1.0
jHDF plain [0.0, 0.0, 0.0, 5.0, 1.0, 1.0, 0.0, 0.0]
jHDF gzip [0.0, 0.0, 0.0, 5.0, 1.0, 1.0, 0.0, 0.0]
jHDF unwritten null
TEXT
"$java" -cp "$folder/lib/*" "$folder/Read.java" "$folder/weights.h5" | tee -a "$folder/seen"
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
