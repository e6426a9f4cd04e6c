"""A station without its camera: the uplink, the gallery, and a command in another process."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import numpy as np

from edge.config.member import Identification, MembersConfig
from edge.config.station import StationConfig
from edge.config.uplink import UplinkConfig
from edge.member.gallery.gallery import Gallery
from edge.member.gallery.hub_cards import WithHubCards
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.seal_key import write_key
from edge.sharing.sharing import Sharing
from edge.uplink.topics import Topics
from edge.uplink.uplink import Uplink
from tests.fakes.gallery import EMBEDDER, Calendar, enrolment

SITE_KEY = SecretKey(bytes(range(1, 33)))


class Rack:
    """Runs until the block ends; `commands` is the gallery as another process has it open."""

    def __init__(
        self, folder: Path, port: int, name: str, *, gallery: bool = True, key: SecretKey = SITE_KEY
    ) -> None:
        self.name = name
        self.folder = folder / name
        self.folder.mkdir(exist_ok=True)
        keys = folder / f"keys-{name}"
        self._gallery_key = SecretKey(name.encode().ljust(32, b"."))
        if not keys.exists():
            write_key(keys / "gallery.key", self._gallery_key, data_dir=self.folder)
            write_key(keys / "site.key", key, data_dir=self.folder)
        members = MembersConfig(key_file=keys / "gallery.key", site_key_file=keys / "site.key")
        uplink = UplinkConfig(
            host="127.0.0.1", port=port, retry_longest_s=0.3, gallery=gallery, keepalive_s=5
        )
        self.settings = StationConfig(
            site="gym",
            station=name,
            members=members,
            uplink=uplink,
            identification=Identification.CARD,
        )
        self.busy = False

    def __enter__(self) -> Self:
        topics = Topics("gymstation", "gym", self.name)
        self.uplink = Uplink(
            self.settings.uplink, topics, self.folder, boot_id=f"boot-{self.name}", version="0.1"
        )
        self.sharing = Sharing(
            self.settings,
            self.uplink,
            folder=self.folder,
            gallery_folder=self.folder,
            busy=lambda: self.busy,
        )
        self.commands = Gallery.open(self.folder, self._gallery_key, Calendar.today())
        self.identification = Gallery.open(self.folder, self._gallery_key, Calendar.today())
        self.sharing.start()
        self.uplink.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.sharing.stop()
        self.uplink.stop()
        self.commands.close()
        self.identification.close()

    def enrol(self, member_id: str, seed: int = 0) -> None:
        today = Calendar.today().now
        self.commands.enrol(enrolment(member_id, f"Name {member_id}", seed, given=today))

    def forget(self, member_id: str) -> None:
        self.commands.forget(self.commands.find(member_id))

    def known(self) -> set[str]:
        """By face, as identification that was opened at the start sees it."""
        return {each.member_id for each in self.identification.templates(EMBEDDER)}

    def template(self, member_id: str) -> np.ndarray:
        found = self.identification.templates(EMBEDDER)
        return next(each.vector for each in found if each.member_id == member_id)

    def member_of_card(self, token: str) -> str | None:
        return WithHubCards(self.identification, self.sharing.cards).member_of_card(token)

    @property
    def state(self) -> str:
        return self.sharing.check().state


def until(true: Callable[[], bool], longest_s: float = 15.0) -> None:
    limit_s = time.monotonic() + longest_s
    while not true():
        assert time.monotonic() < limit_s
        time.sleep(0.05)
