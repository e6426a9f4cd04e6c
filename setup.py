"""Build and install the gym station: `pip install .` or `pip install -e .[dev]`."""

from pathlib import Path

from setuptools import find_packages, setup

ROOT = Path(__file__).parent
SHARE = "share/gymstation"


def version() -> str:
    """The version stands once, in `edge/__init__.py`."""
    for line in (ROOT / "edge/__init__.py").read_text(encoding="utf-8").splitlines():
        if line.startswith("__version__"):
            return line.split('"')[1]
    raise RuntimeError("edge/__init__.py has no __version__ line")


def data_files() -> list[tuple[str, list[str]]]:
    """Models, packs and example configuration, installed under <prefix>/share/gymstation."""
    folders = ("models", "config", "config/broker", "config/demo", "config/exercises")
    folders += ("config/model-keys", "systemd", "tools/install", "requirements")
    suffixes = {".tflite", ".yaml", ".md", ".webm", ".mp4", ".png", ".json", ".conf", ""}
    suffixes |= {".service", ".timer", ".path", ".rules", ".txt", ".pem"}
    scripts = (f"{SHARE}/tools", ["tools/install.sh", "tools/uninstall.sh"])
    return [scripts] + [
        (
            f"{SHARE}/{folder}",
            sorted(
                str(path.relative_to(ROOT))
                for path in (ROOT / folder).glob("*")
                if path.is_file()
                and path.suffix in suffixes
                and not path.stem.endswith("_float")  # the twins are for measuring
            ),
        )
        for folder in folders
        if (ROOT / folder).is_dir()
    ]


setup(
    name="gymstation",
    version=version(),
    description="A gym coach on a Raspberry Pi: follows a pose, counts repetitions, judges form",
    long_description=(ROOT / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    python_requires=">=3.11",
    packages=find_packages(include=["edge", "edge.*", "hub", "hub.*"]),
    package_data={"edge": ["py.typed"], "hub": ["py.typed", "dashboard/static/*"]},
    data_files=data_files(),
    install_requires=[
        "ai-edge-litert>=2.1",
        "numpy>=1.26",
        "opencv-python-headless>=4.10",
        "paho-mqtt>=2.1",
        "pydantic>=2.7",
        "pyyaml>=6.0",
        "rich>=13.7",
        "typer>=0.12",
    ],
    extras_require={
        # picamera2, lgpio and libcamera come from apt (python3-picamera2): no wheels exist.
        "pi": ["gpiozero>=2.0"],
        "members": ["cryptography>=42", "dlib-bin>=19.24"],
        "metrics": ["prometheus-client>=0.20"],
        "hub": [
            "alembic>=1.13",
            "argon2-cffi>=23.1",
            "fastapi>=0.120",
            "nicegui>=3.18",
            "psycopg[binary]>=3.1",
            "python-multipart>=0.0.9",
            "sqlalchemy>=2.0",
            "uvicorn>=0.30",
        ],
        "train": ["ai-edge-quantizer==0.10.*", "matplotlib>=3.8", "torch==2.13.*"],
        "mediapipe": ['mediapipe==0.10.18; python_version < "3.13"'],
        "dev": [
            "gymstation[hub]",
            "gymstation[members]",
            "gymstation[metrics]",
            "axe-playwright-python>=0.1.4",
            "gpiozero>=2.0",
            "httpx2>=2.0",
            "hypothesis>=6.100",
            "mypy>=1.11",
            "packaging>=24",
            "playwright>=1.49",
            "pre-commit>=3.7",
            "psutil>=6.0",
            "pytest>=8.2",
            "pytest-xdist>=3.6",
            "ruff>=0.6",
            "schemathesis>=4.0",
            "types-PyYAML",
            "types-psutil",
        ],
    },
    entry_points={
        "console_scripts": [
            "gymstation = edge.cli.main:main",
            "gymhub = hub.cli:main",
        ]
    },
)
