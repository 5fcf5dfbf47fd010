#!/usr/bin/env bash
# Measures all stages in turns. Builds the jars first if one is missing. For the arguments, see: java -jar stage1.jar
# compare --help
set -euo pipefail
cd "$(dirname "$0")/.."

for folder in stage?-*/; do
  jar=${folder%%-*}.jar
  if [[ ! -f $jar ]]; then
    echo "compare: $jar is not there yet; building" >&2
    ./mvnw -q -DskipTests package >&2
    break
  fi
done
exec java -jar stage1.jar compare "$@"
