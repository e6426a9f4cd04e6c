"""Where the stations are heard."""

from collections.abc import Iterator

from pydantic import Field

from edge.config.broker import BrokerAccess, Host
from edge.config.uplink import TopicLevel, UplinkConfig
from edge.member.gallery.signature import public_key


class BrokerConfig(BrokerAccess):
    """The MQTT 5 broker, and how this worker listens there."""

    embedded: bool = Field(
        default=False,
        title="Embedded",
        description="Run a mosquitto of the hub's own, for the stations of this machine alone.",
    )
    host: Host = Field(
        default="127.0.0.1", title="Host", description="The broker's host name or address."
    )
    prefix: TopicLevel = Field(
        default="gymstation",
        title="Prefix",
        description="First level of every topic; the same as the stations' uplink.prefix.",
    )
    worker: TopicLevel = Field(
        default="1",
        title="Worker",
        description="This worker's own name, the same after every restart: the broker keeps for it "
        "what it misses. No two workers of a hub may have the same.",
    )
    group: TopicLevel | None = Field(
        default=None,
        title="Group",
        description="Workers of the same group share the stations' messages ($share/…); leave it "
        "out where one worker is enough.",
    )
    gallery_keys: dict[TopicLevel, str] = Field(
        default_factory=dict,
        title="Gallery keys",
        description="Of each site whose galleries are to be checked on their way, the key that "
        "`gymstation members key show` prints there; it opens none.",
    )
    kept_days: int = Field(
        default=7,
        ge=1,
        le=365,
        title="Kept",
        description="Days for which the broker is asked to keep what an absent worker misses.",
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """See `ConfigModel.conflicts`."""
        yield from super().conflicts()
        for site, key in self.gallery_keys.items():
            try:
                public_key(key)
            except ValueError:
                yield f"gallery_keys.{site}", "is no key; `gymstation members key show` prints it"
        if self.embedded and (self.host != "127.0.0.1" or self.username or self.tls.enabled):
            yield "embedded", "true is for this machine alone: leave host, username and tls out"

    @property
    def client_id(self) -> str:
        """What the broker knows this worker by."""
        return f"gymhub-{self.prefix}-{self.worker}"

    @property
    def link(self) -> UplinkConfig:
        """The same broker in the words of a station, whose way to it is used."""
        return UplinkConfig(
            host=self.host,
            port=self.port,
            username=self.username,
            password_file=self.password_file,
            timeout_s=self.timeout_s,
            tls=self.tls,
        )
