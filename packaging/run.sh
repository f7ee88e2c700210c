#!/usr/bin/env bash
# One command from a fresh clone to the window: installs what is missing, builds the release, opens Syncdesk with its
# own PostgreSQL and the built-in demo shop.
#
#   ./packaging/run.sh                    the window (under a virtual display where there is none)
#   ./packaging/run.sh --screenshot DIR   walks the main flow, saves a picture of every page into DIR, and ends
#   ./packaging/run.sh COMMAND ...        the command line, for example: ./packaging/run.sh status --json
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

{
  ./packaging/install-dependencies.sh
  [[ -f build/release/build.ninja ]] || cmake --preset release >/dev/null
  cmake --build --preset release -j "${SYNCDESK_JOBS:-2}"
} >&2

program=$root/build/release/bin/syncdesk
display=()
window=true
case ${1:-} in
  "" | --screenshot | --screenshot=*) set -- --demo "$@" ;;
  -h | --help | --version) window=false ;;
  -*) ;;
  *) window=false ;;
esac
if $window && [[ -z ${DISPLAY:-} && -z ${WAYLAND_DISPLAY:-} && -z ${QT_QPA_PLATFORM:-} ]]; then
  echo "There is no display here: Syncdesk runs under a virtual one (Xvfb, 1280x800)." >&2
  display=(xvfb-run --auto-servernum --server-args "-screen 0 1280x800x24")
fi
exec "${display[@]}" "$program" "$@"
