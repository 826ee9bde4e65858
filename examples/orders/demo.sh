#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Shows AsyncTidy at work on the order service: what the service does, what the
# checks find in it, what their fixes change, what the service does then. Works
# on a copy; the sources beside this script stay as they are.
#
#   demo.sh           the whole story
#   demo.sh --check   terse, for CI
#   demo.sh --keep    leaves the copy behind and says where
#
# Succeeds if the fixed service answers and does all its work. Environment:
# ASYNC_TIDY_MODULE, ASYNC_TIDY_PASS, CLANG_TIDY, CLANGXX, JOBS.
set -euo pipefail
export LC_ALL=C
ulimit -c 0

here=$(cd "$(dirname "$0")" && pwd)
module=${ASYNC_TIDY_MODULE:-${here%/*/*}/build/llvm-22/AsyncTidyModule.so}
pass=${ASYNC_TIDY_PASS:-${module%/*}/bin/async-tidy-pass}
tidy=${CLANG_TIDY:-clang-tidy-22}
cxx=${CLANGXX:-clang++-22}
jobs=${JOBS:-$(nproc)}

terse='' keep=''
for argument; do
  case $argument in
  --check) terse=1 ;;
  --keep) keep=1 ;;
  *)
    sed -n '/^#   demo/s/^# *//p' "$0" >&2
    exit 2
    ;;
  esac
done

bold='' red='' green='' blue='' plain='' color=false
if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' red=$'\e[31m' green=$'\e[32m' blue=$'\e[36m' plain=$'\e[0m'
  color=true
fi

step() { printf '\n%s== %s%s\n' "$bold" "$*" "$plain"; }
say() { [[ $terse ]] || printf '%s\n' "$*"; }
fail() {
  printf '%sdemo failed: %s%s\n' "$red" "$*" "$plain"
  exit 1
}

work=$(mktemp -d)
trap '[[ $keep ]] && echo "The copy is in $work." || rm -rf "$work"' EXIT
copy=$work/orders

build() {
  cmake --build "$work/build" --parallel "$jobs" >"$work/log" 2>&1 || {
    sed "s|$copy/||g" "$work/log"
    fail "$1 does not compile"
  }
}

# Runs every scenario; prints `<scenario> <what it printed>` for each. The
# program ends a hanging scenario itself, `timeout` is there if that fails.
run_all() {
  local name said
  for name in $("$work/build/orders" | sed -n 's/^scenarios: //p'); do
    said=$(timeout 5 "$work/build/orders" "$name" 2>&1) ||
      [[ $? -ne 124 ]] || said+="hangs; killed after 5 s"
    printf '%s %s\n' "$name" "${said#"$name: "}"
  done
}

# One process for all files: it tells what they say about a common header once,
# and edits it once.
run_tidy() {
  timeout 300 "$tidy" -p "$work/build" --load="$module" --config='{}' \
    --checks='-*,async-*' --header-filter="^$copy/" --quiet \
    --use-color=$color --fix "$copy"/*.cpp >"$work/found" 2>"$work/errors" || {
    cat "$work/found" "$work/errors"
    fail "clang-tidy stopped"
  }
  sed -i "s|$copy/||g" "$work/found"
}
# What no file knows alone: edits all files of a mistake together.
run_pass() {
  {
    "$pass" find -p "$work/build" --source "$copy" --state "$work/state" &&
      "$pass" report "$work/state" --list &&
      "$pass" apply "$work/state"
  } >"$work/log" 2>&1 || {
    sed "s|$copy/||g" "$work/log"
    fail "async-tidy-pass stopped"
  }
  sed -n "s|$copy/||g; /^linked/,\$p" "$work/log" >"$work/known"
}
# Sets `found`, and `fixed`: how many of them have a fix.
count() {
  read -r found fixed < <(awk '/ \[async-/ { ++found; edited = 0 }
    /FIX-IT applied/ && !edited++ { ++fixed }
    END { print found + 0, fixed + 0 }' "$work/found")
}

checks=$([[ -f $module ]] || echo "no such file: $module"
  "$tidy" --load="$module" --checks='-*,async-*' --list-checks 2>&1) || true
if ! grep -q '^ *async-' <<<"$checks"; then
  sed '/^$/d; s/^/  /' <<<"$checks"
  fail "$tidy has no async-* checks from $module"
fi

[[ -x $pass ]] || fail "no such program: $pass"

step "A small order service on Boost.Asio"
cp -r "$here" "$copy"
generator=()
command -v ninja >/dev/null && generator=(-G Ninja)
cmake -S "$copy" -B "$work/build" "${generator[@]}" \
  -DCMAKE_CXX_COMPILER="$cxx" >"$work/log" 2>&1 || {
  cat "$work/log"
  fail "cannot configure the example"
}
build "the example"
run_all >"$work/before"
say "$(sed 's/ /: /; s/^/  /' "$work/before")"

step "What the checks find"
run_tidy
count
[[ $terse ]] || cat "$work/found"
echo "$found findings, $fixed fixed"
((found)) || fail "the checks find nothing"

step "What the files know together"
run_pass
grep -m 1 '^linked' "$work/known"
[[ $terse ]] || awk '/: warning: / { shown = /async-blocking-wait/ }
  /: (warning|note): / && shown' "$work/known"
tail -n 1 "$work/known"

step "What the fixes change"
for file in "$here"/*.{h,cpp}; do
  name=${file##*/}
  diff -u --label "before/$name" --label "after/$name" "$file" "$copy/$name" ||
    [[ $? -eq 1 ]]
done >"$work/diff"
if [[ ! $terse ]]; then
  sed -E "/^(---|\+\+\+) /{s|.*|$bold&$plain|;b}
    s|^-.*|$red&$plain|; s|^\+.*|$green&$plain|; s|^@@.*|$blue&$plain|" \
    "$work/diff"
else
  echo "$(grep -c '^+++ ' "$work/diff") files," \
    "$(grep -c '^+[^+]' "$work/diff") lines"
fi
build "the fixed copy"

step "What the service does now"
run_all >"$work/after"
paste -d '\n' "$work/before" "$work/after" | awk '
  function row(name, before, after, changed) {
    printf "%-8s | %-38s | %-38s | %s\n", name, before, after, changed
  }
  BEGIN { row("scenario", "before", "after", "changed") }
  { name = $1; sub(/^[^ ]* /, "") }
  NR % 2 { before = $0; next }
  { row(name, before, $0, before == $0 ? "no" : "yes") }'

step "What is left"
run_tidy
count
[[ $terse ]] || cat "$work/found"
if ((fixed)); then
  echo "$found findings left, $fixed with a fix"
elif ((found)); then
  echo "$found findings left, none with a fix"
else
  echo "nothing"
fi

((fixed == 0)) || fail "the fixed copy has findings with a fix"
grep -q '^handler 200 ' "$work/after" || fail "the handler does not answer"
grep -q '^stock promised for today' "$work/after" ||
  fail "the promise is still not made"
grep -q '^process .*saved=1 mailed=1 tracked=1' "$work/after" ||
  fail "the order's work is still lost"
printf '\n%sThe handlers answer, and the work of the order is done.%s\n' \
  "$green" "$plain"
