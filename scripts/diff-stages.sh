#!/usr/bin/env bash
# Shows the changes from one stage to another: a summary, then the changed lines. Ignores whitespace.
set -euo pipefail
cd "$(dirname "$0")/.."

usage='Usage: scripts/diff-stages.sh A B [--html FILE]
Shows what changes from stage A to stage B: files and lines, then the sources of
the program. Tests, poms and READMEs are only counted. A and B are numbers.
  --html FILE  write an HTML page with both stages side by side
Example: scripts/diff-stages.sh 3 4'

fail() {
  echo "diff-stages: $1; see --help" >&2
  exit 2
}

folder() {
  [[ $1 =~ ^[0-9]+$ ]] || fail "$1: is not a stage number"
  local found=("stage$1-"*/)
  [[ -d ${found[0]} ]] || fail "$1: there is no such stage"
  echo "${found[0]%/}"
}

stages=()
html=
while (($#)); do
  case $1 in
    -h | --help)
      echo "$usage"
      exit 0
      ;;
    --html)
      [[ -n ${2-} ]] || fail "--html: wants a file"
      html=$2
      shift
      ;;
    --html=?*) html=${1#*=} ;;
    -*) fail "$1: is not an option" ;;
    *) stages+=("$1") ;;
  esac
  shift
done
((${#stages[@]} == 2)) || fail "give two stages' numbers, such as 3 4"
a=$(folder "${stages[0]}")
b=$(folder "${stages[1]}")
[[ $a != "$b" ]] || fail "${stages[0]} ${stages[1]}: are the same stage"

if [[ -n $html ]]; then
  [[ $html == /* || -z ${OLDPWD-} ]] || html=$OLDPWD/$html
  library=(target/lib/java-diff-utils-*.jar)
  if [[ ! -f ${library[0]} ]]; then
    ./mvnw -q -pl common dependency:copy-dependencies -DincludeArtifactIds=java-diff-utils -DoutputDirectory="$PWD/target/lib"
    library=(target/lib/java-diff-utils-*.jar)
  fi
  exec java -cp "${library[0]}" scripts/DiffStages.java "$a" "$b" "$html"
fi

command -v git > /dev/null || fail "git is missing; it compares the files"

# git exits with 1 if the files differ
compare() {
  git --no-pager diff --no-index -w --color="$color" "$@" || (($? == 1))
}

idea() {
  sed -n 's:^  <description>\(.*\)</description>:\1:p' "$1/pom.xml"
}

lesson() {
  echo "$a: $(idea "$a")"
  echo "$b: $(idea "$b")"
  echo
  compare --stat=100 "$a/src/main" "$b/src/main"
  echo
  echo "Not shown:"
  for other in src/test pom.xml README.md; do
    echo "  $other:$(compare --shortstat "$a/$other" "$b/$other")"
  done
  echo
  compare "$a/src/main" "$b/src/main"
}

if [[ -t 1 ]]; then
  color=always
  [[ -z ${NO_COLOR-} ]] || color=never
  if command -v "${PAGER:-less}" > /dev/null; then
    lesson | LESS=${LESS:-FRX} ${PAGER:-less}
  else
    lesson
  fi
else
  color=never
  lesson
fi
