#!/usr/bin/env bash
# Make the environment $1 with the programs of requirements/tools.txt; where there is no lock yet,
# with the package $2 alone. It never mixes with the developer's own environment.
set -euo pipefail
venv=${1:?usage: tools_venv.sh VENV [PACKAGE]}
stamp=$venv/.ready
[ ! -f "$stamp" ] || [ requirements/tools.txt -nt "$stamp" ] || exit 0
[ -x "$venv/bin/python" ] || "${PYTHON:-.venv/bin/python}" -m venv "$venv"
pip() { "$venv/bin/python" -m pip --quiet --disable-pip-version-check "$@"; }
if [ -f requirements/tools.txt ]; then
    pip install --only-binary :all: --require-hashes -r requirements/tools.txt
else
    pip install "${2:?no requirements/tools.txt}"
fi
touch "$stamp"
