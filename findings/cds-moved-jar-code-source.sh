#!/usr/bin/env bash
# Classes from a dynamic class archive have no code source location once the jar and its archive were moved together.
#
# Guess: a JVM that accepts a class-data-sharing archive for a jar in another folder gives its classes the jar's new location; or
#        it refuses the archive, because the recorded path differs, and loads the classes from the jar.
# Truth: JDK 25 accepts the archive (-XX:SharedArchiveFile; the classes come from "shared objects file (top)"), and
#        getProtectionDomain().getCodeSource().getLocation() is null for every class of the application, where it is the jar
#        before the move, and without an archive. Resources are found in the new jar. No warning, with -Xshare:on neither.
# To do: a program that ships with an archive must not look for its own folder by its code source: the build folder's test passes,
#        the installed program ends with a NullPointerException. Take the address of a resource (Main.class.getResource), or pass
#        the jar's path as a system property. A library that does it in the usual way wants an archive written after the
#        installation.
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
mkdir "$folder/built"
cat > "$folder/Where.java" <<'JAVA'
public class Where {
    public static void main(String[] args) {
        System.out.println("code source " + inFolder(Where.class.getProtectionDomain().getCodeSource().getLocation())
                + ", resource " + inFolder(Where.class.getResource("Where.class")));
    }

    private static String inFolder(java.net.URL url) {
        return url == null ? "null" : url.toString().replaceAll(".*/(\\w+)/app.jar.*", "in $1");
    }
}
JAVA
"${java%java}javac" -d "$folder/classes" "$folder/Where.java"
"${java%java}jar" --create --file "$folder/built/app.jar" -C "$folder/classes" .
"$java" -XX:ArchiveClassesAtExit="$folder/built/app.jsa" -cp "$folder/built/app.jar" Where > /dev/null 2>&1
test -s "$folder/built/app.jsa"

status=0
check() {
    local name=$1 expected=$2 log seen
    shift 2
    log=$("$java" -Xlog:class+load "$@" Where 2>&1)
    seen=$(sed -n 's/^\(code source.*\)/\1/p' <<< "$log")
    grep -q ' Where source: shared objects file (top)' <<< "$log" && seen+=", class from the archive" || seen+=", class from the jar"
    echo "$name: $seen"
    if [ "$seen" != "$expected" ]; then echo "    CHANGED, was: $expected"; status=1; fi
}
check "in place" "code source in built, resource in built, class from the archive" \
    -XX:SharedArchiveFile="$folder/built/app.jsa" -cp "$folder/built/app.jar"
mv "$folder/built" "$folder/installed"
check "moved, no archive" "code source in installed, resource in installed, class from the jar" -cp "$folder/installed/app.jar"
check "moved, archive" "code source null, resource in installed, class from the archive" \
    -XX:SharedArchiveFile="$folder/installed/app.jsa" -cp "$folder/installed/app.jar"
check "moved, archive, -Xshare:on" "code source null, resource in installed, class from the archive" \
    -Xshare:on -XX:SharedArchiveFile="$folder/installed/app.jsa" -cp "$folder/installed/app.jar"
exit $status
