#!/bin/sh
# Installs RoleAssist's command line (https://containers.dev/implementors/features/). Runs as root while the image is
# built. Written for every sh, because Alpine has no bash.
set -eu

version=${VERSION:-0.1.0}
archive=${ARCHIVE:-}
expected=${SHA256:-}
releases=https://github.com/roleassist/roleassist/releases/download
target=/usr/local/bin/roleassist

fail() {
  echo "error: $1" >&2
  echo "hint: $2" >&2
  exit 1
}

[ "$(id -u)" = 0 ] || fail "RoleAssist's dev container feature must run as root." "Let the dev container tools run it."

case $version in
  '' | *[!0-9A-Za-z.+-]*) fail "'$version' is not a version." "Set the option 'version' to one such as 0.1.0." ;;
esac

case $(uname -m) in
  x86_64 | amd64) cpu=x64 ;;
  aarch64 | arm64) cpu=arm64 ;;
  *) fail "There is no RoleAssist for $(uname -m)." "Use an image for x86_64 or arm64." ;;
esac

# musl's ldd fails on --version, but names itself.
case $(ldd --version 2>&1 || true) in
  *musl*) rid=linux-musl-$cpu ;;
  *) rid=linux-$cpu ;;
esac

name=roleassist-$version-$rid.tar.gz
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

download() {
  if command -v curl >/dev/null; then
    curl --proto '=https' --tlsv1.2 --fail --silent --show-error --location --output "$2" "$1"
  elif command -v wget >/dev/null; then
    wget -q -O "$2" "$1"
  else
    fail "There is neither curl nor wget to download $name." \
      "Put it and SHA256SUMS next to this feature's install.sh, or add the feature common-utils."
  fi
}

if [ -z "$archive" ] && [ -f "$here/$name" ]; then
  archive=$here/$name
elif [ -n "$archive" ]; then
  case $archive in /*) ;; *) archive=$here/$archive ;; esac
  [ -f "$archive" ] || fail "There is no archive at $archive." "Correct the option 'archive', or leave it out to download."
else
  archive=$work/$name
  download "$releases/v$version/$name" "$archive" ||
    fail "Cannot download $releases/v$version/$name." "Check the version and the network, or set the option 'archive'."
  [ -n "$expected" ] || download "$releases/v$version/SHA256SUMS" "$work/SHA256SUMS" ||
    fail "Cannot download the checksums of RoleAssist $version." "Set the option 'sha256'."
fi

sums=$(dirname -- "$archive")/SHA256SUMS
if [ -z "$expected" ] && [ -f "$sums" ]; then
  while read -r sum file; do
    # A star before the name marks a binary file.
    [ "${file#\*}" != "$(basename -- "$archive")" ] || expected=$sum
  done <"$sums"
fi
[ -n "$expected" ] ||
  fail "Nothing says which SHA-256 $(basename -- "$archive") must have." \
    "Set the option 'sha256', or put the release's SHA256SUMS next to the archive."
actual=$(sha256sum "$archive" | cut -d ' ' -f 1)
[ "$actual" = "$(echo "$expected" | tr 'A-F' 'a-f')" ] ||
  fail "$(basename -- "$archive") has the SHA-256 $actual, not $expected." \
    "Do not use this file. Get it from the release again."

mkdir "$work/files"
tar -xzf "$archive" -C "$work/files"
program=$(find "$work/files" -type f -name roleassist | head -n 1)
[ -n "$program" ] || fail "$(basename -- "$archive") contains no roleassist." "Use the archive for $rid."
chmod 755 "$program"
"$program" --version >/dev/null ||
  fail "This RoleAssist does not run in this image." "Use the archive for $rid, and an image that is not older than it."

mkdir -p "$(dirname -- "$target")"
cp "$program" "$target"
chmod 755 "$target"
"$target" --version
