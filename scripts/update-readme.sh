#!/usr/bin/env bash
# Measures the stages whose jars are in the root, in turns, and writes the figures into the READMEs, between their markers.
# Usage: scripts/update-readme.sh [ROUNDS [SECONDS]]   defaults: 5 rounds, 6 seconds a stage and round
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-5}
seconds=${2:-6}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

for round in $(seq "$rounds"); do
  for jar in stage?.jar; do
    echo "round $round of $rounds: $jar" >&2
    java -jar "$jar" bench --json --threads 1 --budget "$seconds" > "$results/$jar.$round.json" 2> "$results/log" || {
      cat "$results/log" >&2
      exit 1
    }
  done
done
java -jar stage1.jar -k 5 pics/cat.jpg > "$results/cat.txt" 2> "$results/log"
java -cp stage1.jar scripts/UpdateReadme.java "$results"
