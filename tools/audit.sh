#!/usr/bin/env bash
# Look every locked package up among known vulnerabilities; skips, and says so, where the source of
# advisories or of pip-audit itself cannot be reached.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
tools=build/tools-venv
if ! tools/tools_venv.sh "$tools" 2>/dev/null; then
    echo "audit: skipped: pip-audit cannot be installed (requirements/tools.txt)" >&2
    exit 0
fi
"$python" -m tools.audit --tools "$tools/bin"
