"""The topics of one station: `{prefix}/{site}/{station}/…`."""

from dataclasses import dataclass

COMMANDS = ("status", "doctor", "reload", "identify-off", "signal-test", "end-session")

GALLERY = "gallery"
HUB = "hub"
"""The hub's own level; its parts are named as no station's messages are, so a site may be too."""


@dataclass(frozen=True, slots=True)
class Topics:
    """Names of everything that a station says and hears.

    The three ids hold no wildcard, slash or capital: the configuration refuses them.
    """

    prefix: str
    site: str
    station: str

    @property
    def root(self) -> str:
        """What every topic of the station begins with, without a slash at its end."""
        return f"{self.prefix}/{self.site}/{self.station}"

    def of(self, name: str) -> str:
        """The topic of a class of messages, such as `session` or `health`."""
        return f"{self.root}/{name}"

    @property
    def commands(self) -> str:
        """The filter that covers every command to this station."""
        return f"{self.root}/cmd/+"

    def command(self, topic: str) -> str | None:
        """The command that a topic names; None when it is no command to this station."""
        start = f"{self.root}/cmd/"
        name = topic.removeprefix(start)
        return name if topic.startswith(start) and name and "/" not in name else None

    @property
    def galleries(self) -> str:
        """The filter that covers the galleries of all stations of the site, this one's too."""
        return f"{self.prefix}/{self.site}/+/{GALLERY}"

    @property
    def reply(self) -> str:
        """Where answers go when a command names no response topic."""
        return self.of("reply")
