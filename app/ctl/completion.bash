# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Completes stewardctl's words. A command prints its own options, so nothing is said here of what they are.
_stewardctl() {
    local program=$1 word=$2 command=${COMP_WORDS[1]} second=${COMP_WORDS[2]:-}
    if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W "$("$program" --help | sed -n 's/^  \([a-z]*\) .*/\1/p') bookings" -- "$word"))
    elif [[ $word == -* ]]; then
        case $second in
            list | show | count) COMPREPLY=($(compgen -W "$("$program" "$command" "$second" --names-of-options 2>/dev/null)" -- "$word")) ;;
            *) COMPREPLY=($(compgen -W "$("$program" "$command" --names-of-options 2>/dev/null)" -- "$word")) ;;
        esac
    else
        case $COMP_CWORD,$command in
            2,cluster) COMPREPLY=($(compgen -W 'start stop status dsn remove' -- "$word")) ;;
            2,operator) COMPREPLY=($(compgen -W 'create grant revoke password disable' -- "$word")) ;;
            2,invoke | 2,keys | 2,live | 2,migrate | 2,openapi | 2,simulate | 2,verify) COMPREPLY=($(compgen -f -- "$word")) ;;
            2,*) COMPREPLY=($(compgen -W 'list show count' -- "$word")) ;;
            *) COMPREPLY=($(compgen -f -- "$word")) ;;
        esac
    fi
}
complete -F _stewardctl stewardctl
