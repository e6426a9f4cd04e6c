"""A pack as a technician names it: by its id, or by its file."""

from pathlib import Path

from edge.config.pack import ExercisePack, load_pack, load_packs


def named_pack(name: str) -> ExercisePack:
    """The pack in the file `name`, or the bundled pack of that id; raises ConfigError."""
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        return load_pack(path)
    return load_packs([name])[0]
