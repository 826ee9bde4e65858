#!/bin/sh
# Runs in the clean root; the argument is LLVM's major version.
set -e
apt-get -qq update
apt-get -qq install -y --no-install-recommends /in/async-tidy-"$1"_*.deb \
  libstdc++-12-dev libc6-dev >/dev/null
mkdir -p /src/build
cp /in/server.cpp /src
cd /src
cat >build/compile_commands.json <<'DATABASE'
[{"directory": "/src", "file": "server.cpp",
  "command": "clang++ -std=c++20 -isystem /in -Wno-unused-value -c server.cpp"}]
DATABASE
echo "== the wrapper"
async-clang-tidy --checks='-*,async-*' --list-checks | sed -n '2s/ //gp'
async-clang-tidy-"$1" --checks='-*,async-*' --quiet --export-fixes=fixes.yaml \
  -p build server.cpp
echo "== the pass"
async-tidy-pass run -p build
cat server.cpp
echo "== SARIF"
cp /in/server.cpp .
async-tidy-sarif fixes.yaml
echo "== documents"
ls /usr/share/doc/async-tidy-"$1"
for package in /in/async-clangd-*.deb; do
  [ -e "$package" ] || continue
  apt-get -qq install -y --no-install-recommends "$package" >/dev/null
  echo "== clangd"
  # It prints errors only.
  printf '%s\n' "Checks: '-*,async-*'" "WarningsAsErrors: '*'" >.clang-tidy
  async-clangd --check=server.cpp --check-locations=0 \
    --compile-commands-dir=build 2>&1 || true
done
echo "== removed"
apt-get -qq remove -y async-tidy-"$1" >/dev/null
[ -e /usr/bin/async-clang-tidy ] || echo "no async-clang-tidy"
echo "== unpacked"
rm -f /src/.clang-tidy
tar -C /opt -xf /in/*.tar.gz
cd /src
bin=$(echo /opt/*/bin)
"$bin"/async-clang-tidy-"$1" --checks='-*,async-*' --quiet -p build server.cpp
"$bin"/async-tidy-pass-"$1" find -p build --state /tmp/found
