#!/usr/bin/env bash
# Spark reads the hash in a partition folder's name as a number: 1234e567 becomes Infinity, 123f becomes 123.
#
# Guess: a column of strings that partitions a table is a column of strings when the table is read; at most, digits alone become integers.
# Truth: the type is inferred from the folders' names by Java's parsers, which take exponents and the suffixes d and f. The hexadecimal
#        hash 1234e567 becomes the double Infinity, 123d and 123f the double 123, 1e4 the decimal 10000, 00012345 the integer 12345.
#        The hash cannot be had back from the value.
# To do: give the schema when reading, set spark.sql.sources.partitionColumnTypeInference.enabled to false, or write a prefix such as
#        sha256- into the value.
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
  <groupId>findings</groupId><artifactId>hash</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.spark</groupId><artifactId>spark-sql_2.13</artifactId><version>4.2.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$folder/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/lib"
cat > "$folder/Hash.java" <<'JAVA'
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

public class Hash {
    public static void main(String[] args) {
        SparkSession spark = SparkSession.builder().master("local[1]").config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate();
        spark.sparkContext().setLogLevel("OFF");
        for (String hash : new String[] {"1234e567", "123d", "123f", "1e4", "00012345", "12a45678", "sha256-1234e567"}) {
            String table = Path.of(args[0]).resolve(hash).toString();
            spark.range(1).withColumn("hash", functions.lit(hash)).write().partitionBy("hash").parquet(table);
            Dataset<Row> read = spark.read().parquet(table).select("hash");
            System.out.println(hash + ": " + read.schema().apply(0).dataType().sql() + " " + read.first().get(0));
        }
        spark.stop();
    }
}
JAVA

cat > "$folder/expected" <<'TEXT'
1234e567: DOUBLE Infinity
123d: DOUBLE 123.0
123f: DOUBLE 123.0
1e4: DECIMAL(5,0) 10000
00012345: INT 12345
12a45678: STRING 12a45678
sha256-1234e567: STRING sha256-1234e567
TEXT
"$java" -Xmx512m -cp "$folder/lib/*" "$folder/Hash.java" "$folder" 2> "$folder/errors" | tee "$folder/seen" || { cat "$folder/errors"; exit 2; }
diff "$folder/expected" "$folder/seen" || { echo "CHANGED"; exit 1; }
