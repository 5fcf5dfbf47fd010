#!/usr/bin/env bash
# Spark ships a file of SparkContext.addFile to RDD tasks, and not to Dataset tasks.
#
# Guess: SparkFiles.get finds a file of SparkContext.addFile in every task of the application, as its documentation says.
# Truth: a Dataset's tasks run with the artifacts of their session, which do not include the files of the SparkContext. On a cluster,
#        the path that SparkFiles.get returns there does not exist, unless an RDD task has run on the same executor before: whether a
#        job works depends on its history. In local mode it always works, because the driver's copy is found.
# To do: ship bytes in a Broadcast, or read a path that all machines have; test on a cluster, local-cluster[1,1,512] suffices.
#
# Seen with Spark 4.2.0, Temurin 25.0.3, Linux x86-64.
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
  <groupId>findings</groupId><artifactId>addfile</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.spark</groupId><artifactId>spark-sql_2.13</artifactId><version>4.2.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/jars"
cat > "$folder/AddFile.java" <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

public class AddFile {
    static boolean found() {
        return Files.exists(Path.of(SparkFiles.get("added.txt")));
    }

    public static void main(String[] args) throws Exception {
        Path file = Files.writeString(Path.of(args[1]).resolve("added.txt"), "x");
        SparkSession spark = SparkSession.builder().master(args[0]).config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.memory", "512m")
                .config("spark.executor.extraClassPath", args[1] + "/classes").getOrCreate();
        spark.sparkContext().setLogLevel("OFF");
        spark.sparkContext().addFile(file.toUri().toString());
        JavaSparkContext java = JavaSparkContext.fromSparkContext(spark.sparkContext());
        MapFunction<Long, Boolean> task = row -> found();
        Dataset<Boolean> rows = spark.range(0, 1, 1, 1).map(task, Encoders.BOOLEAN());
        String master = args[0].replaceFirst("\\[.*", "");
        System.out.println(master + ", Dataset task: " + rows.first());
        System.out.println(master + ", RDD task: " + java.parallelize(List.of(1), 1).map(row -> found()).first());
        System.out.println(master + ", Dataset task after that: " + rows.first());
        spark.stop();
    }
}
JAVA
mkdir "$folder/classes"
"${java}c" -cp "$folder/jars/*" -d "$folder/classes" "$folder/AddFile.java"

cat > "$folder/expected" <<'TEXT'
local, Dataset task: true
local, RDD task: true
local, Dataset task after that: true
local-cluster, Dataset task: false
local-cluster, RDD task: true
local-cluster, Dataset task after that: true
TEXT
cd "$folder" # Spark's folder "work"
for master in 'local[1]' 'local-cluster[1,1,512]'; do
    SPARK_HOME=$folder SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 "$java" -Xmx512m --add-opens=java.base/java.lang=ALL-UNNAMED \
        --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
        -cp "$folder/classes:$folder/jars/*" AddFile "$master" "$folder" 2>> "$folder/errors"
done | tee "$folder/seen" || { cat "$folder/errors"; exit 2; }
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
