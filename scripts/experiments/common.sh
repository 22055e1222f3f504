# Shared by the experiments of this folder, which source it: their arguments, the program, and one run after the other.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$root/src/Node/bin/Release/net10.0/publish/splitlearning
options=() run_ids=() runs=runs name=

usage_error() {
    echo "error: $*" >&2
    echo "usage: $(basename "$0") $usage" >&2
    exit 2
}

# Takes the experiment's options; what is not one of them is left in 'arguments'.
parse_arguments() {
    arguments=()
    while (($# > 0)); do
        case $1 in
            -h | --help) echo "usage: $(basename "$0") $usage"; exit 0 ;;
            --fraction | --epochs | --data | --seed | --runs) (($# > 1)) || usage_error "$1 needs a value." ;;&
            --fraction)
                [[ $2 =~ ^(1|1\.0*|0?\.[0-9]*[1-9][0-9]*)$ ]] ||
                    usage_error "--fraction is '$2'; it must be above 0 and at most 1." ;;&
            --epochs)
                [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || usage_error "--epochs is '$2'; it must be 1 to 99999." ;;&
            --seed) [[ $2 =~ ^[0-9]{1,18}$ ]] || usage_error "--seed is '$2'; it must be a whole number from 0." ;;&
            --data) [[ -d $2 ]] || usage_error "--data is '$2'; it must be a folder." ;;&
            --runs) runs=$2; shift 2 ;;
            --fraction | --epochs | --data | --seed) options+=("$1" "$2"); shift 2 ;;
            -*) usage_error "$1 is not an option." ;;
            *) arguments+=("$1"); shift ;;
        esac
    done
}

# begin NAME: what every experiment does first; its runs are NAME-TIME-...
begin() {
    name=$1-$(date +%Y%m%d-%H%M%S)
    "$root/scripts/setup"
    "$root/scripts/build"
}

# check_workload NAME: refuses what the program does not know, before anything is trained.
check_workload() {
    local known
    known=$("$program" models list | awk 'NR > 1 { print $1 }')
    grep -qxF -- "$1" <<< "$known" || usage_error "the workload is '$1'; it must be one of: ${known//$'\n'/, }."
}

# train SUFFIX COMMAND...: one run, with the experiment's options.
train() {
    local id=$name-$1
    shift
    echo "== $id: splitlearning $* ${options[*]}"
    "$program" "$@" "${options[@]}" --runs "$runs" --run-id "$id"
    run_ids+=("$id")
}

# What the experiment is about.
compare() {
    echo "== splitlearning runs compare ${run_ids[*]} --runs $runs"
    "$program" runs compare "${run_ids[@]}" --runs "$runs"
}
