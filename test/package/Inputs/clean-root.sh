#!/bin/bash
# clean-root.sh FOLDER COMMAND...: runs COMMAND in a minimal Debian 12 that has
# FOLDER at /in. It is made once, with the mirrors of this machine, and used by
# all builds of this checkout.
set -euo pipefail
in=$(realpath "$1") here=$(dirname "$(realpath "$0")")
shift
root=$(realpath "$here/../../..")/build/clean-root
sources=/etc/apt/sources.list.d/debian.sources
[[ -e $sources ]] || sources=/etc/apt/sources.list

exec 9>"$root.lock"
flock 9
if [[ ! -e $root.tar ]]; then
  mmdebstrap --quiet --variant=minbase bookworm "$root.part.tar" "$sources"
  mv "$root.part.tar" "$root.tar"
fi
flock -u 9
copy=$(mktemp -d)
trap 'umount "$copy/proc" 2>/dev/null; rm -rf --one-file-system "$copy"' EXIT
tar -C "$copy" --exclude=./dev/* -xf "$root.tar"
cp -r "$in" "$copy/in"
cp /etc/resolv.conf "$copy/etc/" 2>/dev/null || true
# How this machine reaches its mirrors.
cp -r /etc/apt/apt.conf.d/. "$copy/etc/apt/apt.conf.d/"
mount -t proc proc "$copy/proc" 2>/dev/null || true
mknod -m 666 "$copy/dev/null" c 1 3 2>/dev/null || true
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
  DEBIAN_FRONTEND=noninteractive chroot "$copy" "$@"
