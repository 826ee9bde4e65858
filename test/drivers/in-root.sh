#!/bin/bash
# in-root.sh SUITE COMMAND...: runs ./dev COMMAND in a Debian of that suite.
#
# The root is made once, in build/roots/SUITE, with this machine's mirrors; it
# sees the checkout at /src, and has a build folder of its own,
# build/roots/SUITE.build. As root, or as a user who may make namespaces.
set -euo pipefail
suite=$1
shift
source=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
roots=$source/build/roots
root=$roots/$suite
mkdir -p "$roots" "$root.build"

case $suite in
bookworm | trixie | sid) ;;
*)
  echo "dev: --root is bookworm, trixie or sid, not '$suite'" >&2
  exit 2
  ;;
esac
command -v mmdebstrap >/dev/null || {
  echo "dev: --root needs the package mmdebstrap" >&2
  exit 2
}

exec 9>"$root.lock"
flock 9
if [[ ! -e $root ]]; then
  echo "Making a Debian of the suite $suite in $root, which takes minutes"
  # Of a try that was interrupted.
  rm -rf --one-file-system "$root.part" 2>/dev/null ||
    unshare --map-auto --map-root-user rm -rf --one-file-system "$root.part"
  # shellcheck disable=SC2016 # mmdebstrap expands it.
  # The Release file of unstable may be older than it says it may be.
  mmdebstrap --quiet --variant=minbase --include=ca-certificates \
    --aptopt='Acquire::Check-Valid-Until "false"' \
    --customize-hook='mkdir "$1/src"' \
    "$suite" "$root.part" "${ASYNC_TIDY_MIRROR:-http://deb.debian.org/debian}"
  # How this machine reaches its mirrors.
  cp -r /etc/apt/apt.conf.d/. "$root.part/etc/apt/apt.conf.d/" 2>/dev/null || true
  mv "$root.part" "$root"
fi
flock -u 9

namespaces=(unshare --mount)
((EUID == 0)) || namespaces=(unshare --map-auto --map-root-user --mount)
# shellcheck disable=SC2016 # It is the inner shell's.
exec "${namespaces[@]}" bash -euc '
  root=$1 source=$2
  shift 2
  mount --bind "$source" "$root/src"
  mount --bind "$root.build" "$root/src/build"
  mount --rbind /dev "$root/dev"
  mount -t proc proc "$root/proc" 2>/dev/null || mount --rbind /proc "$root/proc"
  cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
  exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root \
    DEBIAN_FRONTEND=noninteractive ASYNC_TIDY_ROOT=1 \
    CCC_OVERRIDE_OPTIONS="${CCC_OVERRIDE_OPTIONS:-}" \
    ASYNC_TIDY_UNITY="${ASYNC_TIDY_UNITY:-}" \
    chroot "$root" /src/dev "$@"' bash "$root" "$source" "$@"
