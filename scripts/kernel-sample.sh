#!/usr/bin/env bash
# Updates the sample of generated code in docs/KERNELS.md.
set -euo pipefail
cd "$(dirname "$0")/.."
RESNET50_UPDATE_DOCS=1 ./mvnw -q -pl stage5-codegen -am test -Dtest=KernelSampleTest -Dsurefire.failIfNoSpecifiedTests=false
