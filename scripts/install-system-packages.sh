#!/usr/bin/env bash
# Installs what the whole test run uses of Debian: the two programs as oracles, the editors, and what the VS Code server
# needs to be compiled. Does nothing where all of it is there.
set -eu

packages=(
  chromium haproxy keepalived neovim iproute2
  libkrb5-dev libx11-dev libxkbfile-dev libsecret-1-dev
)

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "installing ${missing[*]}"
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=400 -qq "$@"
}
# The lists are fetched only where the installation doesn't work with those that are there.
apt install -y --no-install-recommends "${missing[@]}" >/dev/null 2>&1 || {
  apt update
  apt install -y --no-install-recommends "${missing[@]}" >/dev/null
}
