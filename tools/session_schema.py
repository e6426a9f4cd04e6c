"""Write `docs/session-summary.schema.json`, the JSON Schema of what a session comes to.

.venv/bin/python -m tools.session_schema
"""

from pathlib import Path

from edge.session.document import as_json_schema

PATH = Path(__file__).resolve().parent.parent / "docs" / "session-summary.schema.json"

if __name__ == "__main__":
    PATH.write_text(as_json_schema(), encoding="utf-8")
    print(f"wrote {PATH}")
