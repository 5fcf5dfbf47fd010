#!/usr/bin/env bash
# Measures two programs in turns, an inference at a time, so that a slow spell of the machine hits both.
# Usage: scripts/versus.sh A B [--threads 1] [--pairs 30] [--weights FILE] [--vector 256] [--arch NAME] [--crop N] [--warm-up SECONDS]
#        [--timeout SECONDS] [--spinning on|off]
# A and B are stages' jars in the root, such as stage4.jar, or "peers" for ONNX Runtime (build it: ./mvnw -q -Ppeers -DskipTests package)
set -euo pipefail
cd "$(dirname "$0")/.."

# any of our jars has the JSON parser
for jar in stage?.jar peers.jar; do
  if [[ -f $jar ]]; then
    exec java -cp "$jar" scripts/Versus.java "$@"
  fi
done
echo "versus: no jar here; build them first: ./mvnw -q package -DskipTests" >&2
exit 1
