"""What the support bundle holds, and what never gets into it."""

import json
import sys
import tarfile
from pathlib import Path

import pytest

from edge.config.station import StationConfig
from edge.errors import SupportError
from edge.health.scrub import MASK, Scrubber
from edge.member.gallery.gallery import FILE_NAME, new_member_id
from edge.member.gallery.opening import open_gallery
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.seal_key import write_key
from edge.station.health.support import Journal, bundle, write_bundle
from tests.fakes.gallery import enrolment

PASSWORD, CAMERA_PASSWORD, ACCOUNT = "correct-horse-9", "l3ns/p@ss", "gym.station7"
NAME, OTHER_PART = "Eun-ji Okonkwo", "Okonkwo"


class Place:
    """A station with secrets, and a journal that blurts them all out."""

    def __init__(self, root: Path) -> None:
        self.data = root / "data"
        self.data.mkdir()
        self.key_file = root / "keys" / "gallery.key"
        self.key_file.parent.mkdir()
        key = SecretKey.generate()
        write_key(self.key_file, key, data_dir=self.data)
        self.password_file = root / "password"
        self.password_file.write_text(f"{PASSWORD}\n")
        self.settings = StationConfig.model_validate(
            {
                "data_dir": self.data,
                "identification": "card",
                "members": {"key_file": self.key_file},
                "camera": {
                    "source": "stream",
                    "url": f"rtsp://admin:{CAMERA_PASSWORD}@10.0.0.7/live?token=abc123xyz",
                },
                "uplink": {
                    "host": "broker.gym",
                    "username": ACCOUNT,
                    "password_file": self.password_file,
                },
            }
        )
        gallery = open_gallery(self.settings.members, self.data)
        self.member = new_member_id()
        gallery.enrol(enrolment(self.member, NAME))
        gallery.close()
        self.key_text = self.key_file.read_text().strip()
        self.journal = self._journal(root / "journalctl.py")

    def _journal(self, path: Path) -> Journal:
        lines = [
            "gymstation[1]: watching, 25.0 frames a second",
            f"gymstation[1]: welcome {NAME.upper()}, {self.member}",
            f"gymstation[1]: card of {OTHER_PART} is GYM1ABCDEFGHIJKLMNOP",
            f"gymstation[1]: connecting as {ACCOUNT} with {PASSWORD}",
            f"gymstation[1]: rtsp://admin:{CAMERA_PASSWORD}@10.0.0.7/live",
            f"gymstation[1]: gallery key {self.key_text}",
            "gymstation[1]: member=m-abcdefghijklmnop mail a.b@example.org",
            "kernel: mmc0: card stuck, under-voltage detected",
            "kernel: something of no interest",
        ]
        path.write_text(f"print({chr(10).join(lines)!r})\n")
        return Journal((sys.executable, str(path)))

    @property
    def secrets(self) -> list[str]:
        return [
            PASSWORD,
            CAMERA_PASSWORD,
            ACCOUNT,
            "abc123xyz",
            NAME,
            OTHER_PART,
            "Eun-ji",
            self.member,
            self.key_text,
            "GYM1ABCDEFGHIJKLMNOP",
            "m-abcdefghijklmnop",
            "a.b@example.org",
        ]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_planted_secrets_are_not_in_the_bundle(place: Place, tmp_path: Path) -> None:
    doctor = {"detail": f"{NAME} {PASSWORD} {place.member} m-abcdefghijklmnop"}
    path = tmp_path / "bundle.tar.gz"
    write_bundle(bundle(place.settings, doctor, journal=place.journal), path, 1_790_000_000.0)

    with tarfile.open(path) as archive:
        texts = {
            entry.name: archive.extractfile(entry).read().decode()  # type: ignore[union-attr]
            for entry in archive
        }
    everything = "\n".join([*texts, *texts.values()]).casefold()
    found = [secret for secret in place.secrets if secret.casefold() in everything]
    assert found == []
    assert path.stat().st_mode & 0o077 == 0


def test_what_helps_is_in_the_bundle(place: Place) -> None:
    files = bundle(place.settings, {"status": "healthy"}, journal=place.journal)

    assert "25.0 frames a second" in files["journal.txt"]
    assert "under-voltage" in files["kernel.txt"]
    assert "no interest" not in files["kernel.txt"]
    assert "host: broker.gym" in files["config.yaml"]
    assert f"username: {MASK}" in files["config.yaml"]
    assert '"version"' in files["about.json"]
    assert '"numpy"' in files["about.json"]
    assert FILE_NAME in files["storage.json"]
    for name in ("about.json", "doctor.json", "storage.json"):
        assert json.loads(files[name])


def test_without_the_gallery_the_log_is_left_out(place: Place) -> None:
    place.key_file.unlink()
    files = bundle(place.settings, {}, journal=place.journal)

    assert "Left out" in files["journal.txt"]
    assert "Left out" in files["kernel.txt"]


def test_without_a_journal_the_rest_is_there(place: Place, tmp_path: Path) -> None:
    files = bundle(place.settings, {}, journal=Journal((str(tmp_path / "none"),)))

    assert "no log" in files["journal.txt"]
    assert "about.json" in files


def test_a_configuration_that_cannot_be_used_is_told(place: Place) -> None:
    files = bundle(place.settings, {}, broken="a.yaml:3: password: hush", journal=place.journal)

    assert "a.yaml:3" in files["config.yaml"]
    assert "hush" not in files["config.yaml"]


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "bundle.tar.gz"
    path.write_text("mine")
    with pytest.raises(SupportError, match="File exists"):
        write_bundle({"a": "b"}, path, 0.0)
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("mqtts://a:b@c@host:1", "mqtts://***@host:1"),
        ("http://host/live?x=1", "http://host/live?x=1"),
        ("password=hush, next", "password=***, next"),
        ('{"mqtt_password": "hush"}', '{"mqtt_password": "***"}'),
        ("password_file: null", "password_file: null"),
        ("Authorization: Bearer abc", "Authorization: ***"),
        ('"member": "m-1"', '"member": "***"'),
        ("the member stands too close", "the member stands too close"),
        ("session 0198c6f2-7c1a-7000-8000-3f5a1b2c3d4e", None),
        ("-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----", MASK),
        ("A" * 43 + "=", MASK),
        ("squat: 12 reps at 25.0 fps", None),
    ],
)
def test_what_sounds_secret_is_taken_out(text: str, clean: str | None) -> None:
    assert Scrubber()(text) == (text if clean is None else clean)


def test_short_words_do_not_tear_others_apart() -> None:
    assert Scrubber(["", "a", "Kim"])("a kimono, a gym, Kim") == "a ***ono, a gym, ***"
