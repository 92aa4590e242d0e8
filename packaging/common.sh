# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the programs of packaging/ share. Sourced after `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ -n "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ] || export LC_ALL=C.UTF-8 # a machine without any locale
export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}

# A line of progress for a person, with the seconds since the start.
say() { printf '%4ds  %s\n' "$SECONDS" "$*"; }

die() { printf '%s\n' "$*" >&2; exit 1; }

# Configures and builds targets of one preset; its output is shown only when it fails.
#   build_preset release steward stewardctl
build_preset() {
    local preset=$1 log
    shift
    log=$root/build/$preset/build.log
    mkdir -p "${log%/*}"
    # Ninja configures again by itself when it must.
    if ! (cd "$root" && export LC_ALL=C.UTF-8 && { [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset"; } && cmake --build --preset "$preset" --target "$@") >"$log" 2>&1; then
        grep -E -A12 'error|FAILED|CMake Error' "$log" | tail -n 80 >&2 || tail -n 40 "$log" >&2
        die "The build failed; all of its output is in $log"
    fi
}
