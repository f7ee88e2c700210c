#!/usr/bin/env bash
# Installs the Debian packages that Syncdesk is built, run and tested with. Does nothing, and needs no network,
# when all of them are there. Works as root, or as a user who may use sudo.
set -euo pipefail

build=(build-essential cmake ninja-build ccache mold pkg-config
  qt6-base-dev qt6-base-dev-tools qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl1-mesa-dev
  qcoro-qt6-dev qtkeychain-qt6-dev libpq-dev libsimdjson-dev libxxhash-dev zlib1g-dev)
run=(libqt6sql6-psql libqt6svg6 qt6-qpa-plugins postgresql-15 postgresql-client-15 xvfb xauth fonts-dejavu-core)
test=(librapidcheck-dev nodejs node-graphql openssl dbus-daemon)

packages=("${build[@]}" "${run[@]}")
[[ ${1:-} == --with-tests ]] && packages+=("${test[@]}")

missing=()
for package in "${packages[@]}"; do
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  echo "All ${#packages[@]} packages are installed."
  exit 0
fi

as_root=()
if ((EUID != 0)); then
  command -v sudo >/dev/null || {
    echo "These packages are missing and only root can install them: ${missing[*]}" >&2
    echo "Run as root: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  }
  as_root=(sudo)
fi
echo "Installing: ${missing[*]}"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
