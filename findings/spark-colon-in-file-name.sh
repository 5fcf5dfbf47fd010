#!/usr/bin/env bash
# Spark lists a local file whose name has a colon, and cannot read it; with ignoreCorruptFiles it is left out without a word.
#
# Guess: a file such as "12:30.jpg", a usual name of screenshots on Linux, is read as any other, or the listing fails.
# Truth: binaryFile counts both files of a folder by their paths. Reading the contents fails the job, for Hadoop's LocalFileSystem
#        takes the part before the colon of ".12:30.jpg.crc", the checksum file that it looks for, for a URI's scheme. A glob fails in
#        that folder even if it matches other files only. With ignoreCorruptFiles the file is missing in the result, and no error is
#        raised.
# To do: load the folder with pathGlobFilter in place of a glob; read the contents through LocalFileSystem.getRawFileSystem(); compare
#        the number of rows with that of the paths.
#
# Seen with Spark 4.2.0, Hadoop 3.5.0, Temurin 25.0.3, Linux x86-64.
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
  <groupId>findings</groupId><artifactId>colon</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.spark</groupId><artifactId>spark-sql_2.13</artifactId><version>4.2.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Colon.java" <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;

public class Colon {
    static void show(String what, Callable<Object> rows) {
        try {
            System.out.println(what + ": " + rows.call());
        } catch (Throwable e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            System.out.println(what + ": " + cause.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        SparkSession spark = SparkSession.builder().master("local[1]").config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate();
        spark.sparkContext().setLogLevel("OFF");
        Path folder = Files.createDirectory(Path.of(args[0]).resolve("pictures"));
        Files.writeString(folder.resolve("a.jpg"), "x");
        Files.writeString(folder.resolve("12:30.jpg"), "x");
        show("paths", () -> reader(spark).load(folder.toString()).select("path").count());
        show("contents", () -> reader(spark).load(folder.toString()).collectAsList().size());
        show("glob a.*", () -> reader(spark).load(folder + "/a.*").collectAsList().size());
        show("pathGlobFilter a.*", () -> reader(spark).option("pathGlobFilter", "a.*").load(folder.toString()).collectAsList().size());
        show("ignoreCorruptFiles", () -> reader(spark).option("ignoreCorruptFiles", true).load(folder.toString()).collectAsList().size());
        spark.stop();
    }

    static DataFrameReader reader(SparkSession spark) {
        return spark.read().format("binaryFile");
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
paths: 2
contents: Relative path in absolute URI: .12:30.jpg.crc
glob a.*: Relative path in absolute URI: 12:30.jpg
pathGlobFilter a.*: 1
ignoreCorruptFiles: 1
TEXT
"$java" -Xmx512m -cp "$folder/lib/*" "$folder/Colon.java" "$folder" 2> "$folder/errors" | tee "$folder/seen" || { cat "$folder/errors"; exit 2; }
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
