# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the programs of packaging/ share. Sourced after `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ -n "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ] || export LC_ALL=C.UTF-8 # a machine without any locale
export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}

# A line of progress for a person, with the seconds since the start.
say() { printf '%4ds  %s\n' "$SECONDS" "$*"; }

die() { printf '%s\n' "$*" >&2; exit 1; }

# Configures and builds targets of one preset; its output is shown only when it fails. A compiler that crashed is asked once
# more, for precompiled headers of its own making that no cache kept (CMakeLists.txt says why).
#   build_preset release steward stewardctl
build_preset() {
    local preset=$1 log
    shift
    log=$root/build/$preset/build.log
    mkdir -p "${log%/*}"
    run_build "$preset" "$@" >"$log" 2>&1 && return
    if grep -q 'internal compiler error' "$log"; then
        say 'The compiler crashed; building once more with new precompiled headers …'
        find "$root/build/$preset" -name '*.gch' -delete
        CCACHE_RECACHE=1 run_build "$preset" "$@" >"$log" 2>&1 && return
    fi
    grep -E -A12 'error|FAILED|CMake Error' "$log" | tail -n 80 >&2 || tail -n 40 "$log" >&2
    die "The build failed; all of its output is in $log"
}

run_build() {
    local preset=$1
    shift
    # Ninja configures again by itself when it must.
    (cd "$root" && { [ -f "build/$preset/build.ninja" ] || LC_ALL=C.UTF-8 cmake --preset "$preset"; } &&
        LC_ALL=C.UTF-8 cmake --build --preset "$preset" --target "$@")
}
