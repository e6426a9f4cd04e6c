#!/usr/bin/env bash
# Write requirements/*.txt: every package with its version and hashes, from what setup.py asks for.
# For CPython 3.11 to 3.13 on 64 bit Linux, x86-64 and arm64, from wheels alone; pi-bookworm*.txt for
# Raspberry Pi OS 12 only.
#
#   tools/lock.sh             keep the versions that still fit, lock what is new
#   tools/lock.sh --upgrade   take the newest of all
#   tools/lock.sh --check     change nothing; fail where a lock would change or has no wheel
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
tools=build/tools-venv
index=https://pypi.org/simple

upgrade=()
case "${1:-}" in
    '' | --check) mode=${1:-} ;;
    --upgrade) mode='' upgrade=(--upgrade) ;;
    *) echo "usage: tools/lock.sh [--upgrade | --check]" >&2; exit 2 ;;
esac
tools/tools_venv.sh "$tools" uv

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
output=requirements
if [ "$mode" = --check ]; then
    output=$work/requirements
    cp -r requirements "$output"
fi

# All of them together first, so that the parts agree; then each part with those versions.
lock() { # name, arguments of uv...
    local name=$1 where=(--universal)
    shift
    case "$name" in pi-bookworm*) where=(--python-platform aarch64-manylinux_2_36) ;; esac
    {
        echo "# Made by tools/lock.sh from setup.py: do not edit."
        echo "# pip install --only-binary :all: --require-hashes -r $name.txt"
    } >"$work/head"
    [ ! -f "$output/$name.txt" ] || cp "$output/$name.txt" "$work/$name.txt"
    "$tools/bin/uv" pip compile --quiet "${where[@]}" --python-version 3.11 --no-header \
        --only-binary :all: --generate-hashes --no-annotate --default-index "$index" \
        --output-file "$work/$name.txt" "$@"
    # What holds for every line, [tool.uv] of pyproject.toml, is said once, above.
    sed "s/ ; ($(where aarch64)) or ($(where x86_64)) / /" "$work/$name.txt" |
        cat "$work/head" - >"$output/$name.txt"
}

where() { # machine...
    echo "python_full_version < '3.14' and platform_machine == '$1' and" \
        "platform_python_implementation == 'CPython' and sys_platform == 'linux'"
}

part() { # name, extras...
    local name=$1
    shift
    "$python" -m tools.declared "$@" >"$work/$name.in"
    lock "$name" --constraint "$work/dev.txt" "$work/$name.in"
}

"$python" -m tools.declared base pi members metrics hub dev >"$work/dev.in"
lock dev "${upgrade[@]}" --constraint requirements/constraints.in "$work/dev.in"
# apt's picamera2 of bookworm is built for NumPy 1, which has no wheels for Python 3.13.
bookworm() { # name, extras...
    local name=$1
    shift
    "$python" -m tools.declared "$@" >"$work/$name.in"
    echo 'numpy<2' >"$work/numpy"
    lock "$name" "${upgrade[@]}" --constraint requirements/constraints.in \
        --constraint "$work/numpy" "$work/$name.in"
}

part base base
part pi base pi
part members base members
part metrics base metrics
part hub base hub
bookworm pi-bookworm base pi members metrics
bookworm pi-bookworm-hub base pi members metrics hub
lock tools "${upgrade[@]}" --constraint requirements/constraints.in requirements/tools.in

[ "$mode" = --check ] || exit 0
if ! diff -ru requirements "$output"; then
    echo "lock: setup.py asks for something else: run tools/lock.sh" >&2
    exit 1
fi
# Whether every lock has wheels for every system; nothing is downloaded or installed.
for machine in x86_64 aarch64; do
    for version in 3.11 3.13; do
        for name in base pi members metrics hub dev tools; do
            "$tools/bin/uv" pip install --quiet --dry-run --target "$work/nothing" \
                --python-version "$version" --python-platform "$machine-manylinux_2_36" \
                --only-binary :all: --require-hashes --default-index "$index" \
                --requirement "requirements/$name.txt"
        done
        echo "lock: all have wheels for Python $version on $machine"
    done
done
