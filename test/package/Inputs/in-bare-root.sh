#!/bin/sh
# Runs where nothing is installed, no LLVM, Python, compiler or header: /in has the
# archive and a project.
set -e
for program in python3 clang-tidy clang++ g++; do
  ! command -v $program || exit 1
done
mkdir -p "/opt/a b" /src/build
tar -C "/opt/a b" -xf /in/*.tar.gz
cp /in/bare/* /src
cd /src
cat >build/compile_commands.json <<'DATABASE'
[{"directory": "/src", "file": "server.cpp",
  "command": "clang++ -std=c++20 -I. -c server.cpp"},
 {"directory": "/src", "file": "load.cpp",
  "command": "clang++ -std=c++20 -I. -c load.cpp"}]
DATABASE
bin=$(echo "/opt/a b"/*/bin)
echo "== the program"
"$bin"/async-clang-tidy --version
"$bin"/async-clang-tidy --checks='-*,async-*,bugprone-use-after-move' --list-checks
"$bin"/async-clang-tidy --checks='-*,async-*' --quiet --export-fixes=fixes.yaml \
  -p build server.cpp
echo "== SARIF"
"$bin"/async-tidy-sarif fixes.yaml | grep ruleId
echo "== the pass"
"$bin"/async-tidy-pass run -p build --format LLVM --report report.html
cat server.cpp load.cpp
ls report.html
