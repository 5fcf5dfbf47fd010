#!/usr/bin/env bash
# Measures all stages whose jars are in the root, in turns. Writes the figures between the markers of the READMEs, and
# the chart into docs/.
set -euo pipefail
cd "$(dirname "$0")/.."

usage='Usage: scripts/update-readme.sh [--budget TIME] [--from FILE]
Measures all stages whose jars are in the root (and peers, if peers.jar
is) and writes the tables of the READMEs and docs/ladder.svg.
  --budget TIME  time to measure, such as 60s or 2m (default: 3m)
  --from FILE    use an earlier output of compare --json instead of measuring'

fail() {
  echo "update-readme: $1" >&2
  exit 2
}

budget=3m
from=
while (($#)); do
  case $1 in
    -h | --help)
      echo "$usage"
      exit 0
      ;;
    --budget | --from)
      [[ -n ${2-} ]] || fail "$1: wants a value; see --help"
      if [[ $1 == --from ]]; then from=$2; else budget=$2; fi
      shift
      ;;
    *) fail "$1: is no option; see --help" ;;
  esac
  shift
done
[[ -z $from || $from == /* || -z ${OLDPWD-} ]] || from=$OLDPWD/$from

jars=(stage?.jar)
jar=${jars[-1]}
[[ -f $jar ]] || fail "no jar here; build them first: ./mvnw -q package -DskipTests"
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# compare exits with 1 if a stage failed or its logits are wrong, which ends the script here
if [[ -n $from ]]; then
  java -jar "$jar" compare --from "$from" --json > "$results/compare.json"
else
  java -jar "$jar" compare --budget "$budget" --json > "$results/compare.json"
fi
java -jar "$jar" compare --from "$results/compare.json" --svg "$results/ladder.svg" > /dev/null
java -jar "$jar" -k 5 pics/cat.jpg > "$results/cat.txt"
java -Dfile.encoding=UTF-8 -cp "$jar" scripts/UpdateReadme.java "$results"
mkdir -p docs
mv "$results/ladder.svg" docs/ladder.svg
