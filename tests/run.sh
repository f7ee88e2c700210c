#!/usr/bin/env bash
# Installs what is missing, builds everything, runs every test. Arguments go to ctest, for example: -R sync.db
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

./packaging/install-dependencies.sh --with-tests
[[ -f build/dev/build.ninja ]] || cmake --preset dev >/dev/null
cmake --build --preset dev -j "${SYNCDESK_JOBS:-2}"
exec ctest --preset dev -j "${SYNCDESK_JOBS:-2}" "$@"
