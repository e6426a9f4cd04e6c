"""A station with a data folder and keys, and a command line to its members."""

from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest

from edge.camera.frame import Frame
from edge.cli import main as command
from tests.fakes.camera import FakeCamera
from tests.fakes.faces import FakeEmbedder, FakeSeeker, face_picture

# The package's attribute of this name is the command.
enrol = import_module("edge.cli.members.enrol")


class Outcome:
    """What a command printed and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


class Station:
    """One station of a gym: its files, and `gymstation members` there."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir(parents=True)
        self.config = folder / "station.yaml"
        self.config.write_text(
            f"data_dir: {self.data}\nmembers:\n  key_file: {folder}/gallery.key\n"
            f"  site_key_file: {folder.parent}/site.key\n"
        )
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: object) -> Outcome:
        self._monkeypatch.setenv("GYMSTATION_CONFIG", str(self.config))
        self._monkeypatch.setattr("sys.argv", ["gymstation", "members", *map(str, arguments)])
        self._monkeypatch.setattr("sys.stdin", StringIO())  # nobody answers
        with pytest.raises(SystemExit) as stop:
            command.main()
        printed = self._capsys.readouterr()
        return Outcome(int(stop.value.code or 0), printed.out, printed.err)

    def enrol(self, person: int, name: str = "", *options: object) -> str:
        """Enrol an invented person with all consents; returns the member's id."""
        consents = [word for kind in ("face", "card", "history") for word in ("--consent", kind)]
        done = self("enrol", *photos(self.folder, person), "--name", name, *consents, *options)
        assert done.status == 0, done.err
        return done.out.splitlines()[-2].partition(":")[0]


def photos(folder: Path, person: int) -> list[Path]:
    """Five files that stand for photos of a person; the names carry what `face_picture` shows."""
    paths = [folder / f"{person}-{photo}.jpg" for photo in range(5)]
    for path in paths:
        path.touch()
    return paths


@pytest.fixture(autouse=True)
def invented_people(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(paths: list[Path]) -> list[tuple[str, object]]:
        return [(path.name, face_picture(*map(int, path.stem.split("-")))) for path in paths]

    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setattr(enrol, "photos", read)
    monkeypatch.setattr(enrol, "open_seeker", FakeSeeker)
    monkeypatch.setattr(enrol, "open_embedder", lambda _: FakeEmbedder())
    monkeypatch.setattr(enrol, "verified_weights", lambda _: None)


@pytest.fixture
def station(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Station:
    station = Station(tmp_path / "one", monkeypatch, capsys)
    assert station("key", "make").status == 0
    assert station("key", "make", "--site").status == 0
    return station


@pytest.fixture
def other_station(
    tmp_path: Path,
    station: Station,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Station:
    """A second station of the same gym: another gallery key, the same site key."""
    other = Station(tmp_path / "two", monkeypatch, capsys)
    assert other("key", "make").status == 0
    return other


@pytest.fixture
def somebody_in_front(monkeypatch: pytest.MonkeyPatch) -> FakeCamera:
    """A camera that sees person 9, who turns the head as asked."""
    turns = [128] * 20 + [160] * 20 + [96] * 20 + [128] * 60
    frames = []
    for number, turned in enumerate(turns):
        picture = face_picture(9, number % 5)
        picture.pixels[:, :, 2] = turned
        frames.append(Frame(picture, number * 0.1, number))
    camera = FakeCamera(frames)
    monkeypatch.setattr(enrol, "open_camera", lambda *_, **__: camera)
    return camera
