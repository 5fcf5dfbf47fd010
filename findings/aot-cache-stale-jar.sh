#!/usr/bin/env bash
# An AOT cache runs the classes of the old jar after the jar was rebuilt.
#
# Guess: -XX:AOTCache checks the jars of the class path (size and modification time) as a class-data-sharing archive does, and falls
#        back to the jar, or complains under -XX:AOTMode=on, when they have changed.
# Truth: on JDK 25 only the JDK's own module image is checked. After a rebuild the program of the training run goes on
#        running, without a warning, under -XX:AOTMode=on and -XX:+VerifySharedSpaces too. It even runs with a class path that
#        does not exist. Resources are read from the new jar: old code meets new data. The dynamic and static archives
#        (-XX:SharedArchiveFile) do notice. A later JDK is said to check the class path again (JDK-8377932).
# To do: delete the cache in the build step that writes the jar, or name it by the jar's checksum. If a corrected label table or
#        preprocessing constant has no effect, suspect the cache; -Xlog:class+load says "shared objects file" for its classes.
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
build() {
    mkdir -p "$folder/build$1"
    cat > "$folder/Label.java" <<JAVA
public class Label {
    public static void main(String[] args) throws java.io.IOException {
        String data = "no resource";
        try (var stream = Label.class.getResourceAsStream("/data.txt")) {
            if (stream != null) {
                data = new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).strip();
            }
        }
        System.out.println("code $1, " + data);
    }
}
JAVA
    echo "data $1" > "$folder/build$1/data.txt"
    "${java%java}javac" -d "$folder/build$1" "$folder/Label.java"
    "${java%java}jar" --create --file "$folder/app.jar" -C "$folder/build$1" .
    touch -d "2026-01-0$1 00:00:00 UTC" "$folder/app.jar"
}

build 1
"$java" -XX:ArchiveClassesAtExit="$folder/app.jsa" -cp "$folder/app.jar" Label > /dev/null 2>&1
"$java" -XX:AOTCacheOutput="$folder/app.aot" -cp "$folder/app.jar" Label > /dev/null 2>&1
build 2
test -s "$folder/app.jsa" && test -s "$folder/app.aot"

status=0
check() {
    local name=$1 expected=$2 seen
    shift 2
    seen=$("$java" "$@" Label 2>/dev/null | grep '^code' || echo "failed")
    echo "$name: $seen"
    if [ "$seen" != "$expected" ]; then echo "    CHANGED, was: $expected"; status=1; fi
}
check "no archive" "code 2, data 2" -cp "$folder/app.jar"
check "class-data-sharing archive" "code 2, data 2" -XX:SharedArchiveFile="$folder/app.jsa" -cp "$folder/app.jar"
check "AOT cache" "code 1, data 2" -XX:AOTCache="$folder/app.aot" -cp "$folder/app.jar"
check "AOT cache, AOTMode=on" "code 1, data 2" -XX:AOTMode=on -XX:AOTCache="$folder/app.aot" -cp "$folder/app.jar"
check "AOT cache, no jar at all" "code 1, no resource" -XX:AOTCache="$folder/app.aot" -cp "$folder/missing.jar"
exit $status
