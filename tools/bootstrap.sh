#!/usr/bin/env bash
# Create the virtual environment $1; on Debian and Raspberry Pi OS install what Python needs for it.
set -euo pipefail
venv=${1:?usage: bootstrap.sh VENV}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

install_python() {
    command -v apt-get >/dev/null || {
        echo "bootstrap: needs Python 3.11 or newer with venv; install it and try again" >&2
        exit 1
    }
    echo "bootstrap: installing Python with apt-get" >&2
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends python3 python3-venv ca-certificates
}

python=$(find_python) || { install_python; python=$(find_python); }
"$python" -c 'import venv, ensurepip' 2>/dev/null || install_python

# On a Pi, picamera2 and lgpio come from apt: the environment must see the system's packages.
options=()
if "$python" -c 'import picamera2' 2>/dev/null; then options+=(--system-site-packages); fi
"$python" -m venv "${options[@]}" "$venv"
