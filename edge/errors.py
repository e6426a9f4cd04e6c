"""Every error that the station raises on purpose, in one tree.

StationError                      what is wrong, where, what to do
├── ConfigError                   a configuration file or key (exit status 2)
├── UsageError                    a command line that cannot work (exit status 2)
├── CameraError
│   ├── CameraUnavailableError    missing, busy, unplugged
│   ├── CameraSilentError         open, but no frame within the time-out
│   ├── CameraRecoveringError     no frame yet, but it is being tried again: read again
│   └── VideoFileError            missing, empty, truncated, not a video
├── RecordingError                a pose recording that cannot be read
├── ModelError
│   ├── ModelMissingError
│   ├── ModelAlteredError         the file's hash is not the manifest's
│   ├── RuntimeMissingError       no TFLite runtime, or an optional backend is not installed
│   └── ModelPackError            a model pack that cannot be read, installed or taken back
│       ├── PackSignatureError    it is not signed by anybody this station trusts
│       └── PackRefusedError      it is genuine, and does not fit this station
├── DataFolderError               the folder of what the station keeps cannot be used
├── MemberError                   a face or a member that cannot be handled
│   ├── TemplateError             a vector that is no template
│   ├── WeightsMissingError       the face model's weights are not set up
│   ├── WeightsFetchError         the weights cannot be fetched, or are not those expected
│   ├── EmbedderError             the face worker failed, hung or gave up
│   ├── EnrolmentError            photos that make no template: too few, or not one person
│   ├── CardError                 a card that cannot be made or revoked
│   ├── BundleError               a gallery bundle that is damaged or of another site
│   └── GalleryError              the gallery of members cannot be used
│       ├── GalleryKeyError       its key is missing, open to others, or not the right one
│       ├── GalleryCorruptError   its file is damaged or was tampered with
│       ├── GalleryFullError      no room on the disk: nothing was changed
│       └── GalleryBusyError      another command is writing
├── SummaryError                  a text that is no session summary
├── OutboxError                   what must reach the hub cannot be kept on the disk
├── UplinkError                   the broker cannot be reached, or refuses
├── UpgradeError                  a release cannot be put in place; what ran before runs on
├── HubError                      the gym's side
│   ├── StoreError                its database is away, too old or too new
│   ├── BrokerError               it cannot hear the stations
│   ├── UnknownRecordError        a session, member or account that is not there
│   └── RefusedError              what somebody asked for cannot be done as it was asked
├── FeedbackError                 light, buzzer or voice
│   ├── PlayerUnavailableError    a pin is taken, a program or sound device is missing
│   └── PlayerFailedError         it failed while it was used; the others go on
├── MetricsError                  the figures for Prometheus cannot be served
├── SupportError                  the support bundle cannot be written
├── PoseError                     values that are no pose (wrong shape, not finite)
└── SceneError                    a mannequin scene that cannot be played (exit status 2)
"""


class StationError(Exception):
    """An error with one message for a person: what, where, what to do.

    `what` says what is wrong; `where` names the file, device or key; `remedy` says what to do.
    """

    exit_status = 1

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        prefix = f"{self.where}: " if self.where else ""
        suffix = f" — {self.remedy}" if self.remedy else ""
        return f"{prefix}{self.what}{suffix}"


class ConfigError(StationError, ValueError):
    """A configuration file, pack or key that cannot be used."""

    exit_status = 2


class UsageError(StationError, ValueError):
    """A command line that cannot work."""

    exit_status = 2


class CameraError(StationError, OSError):
    """A source of frames that does not deliver."""


class CameraUnavailableError(CameraError):
    """The camera is missing, busy or unplugged."""


class CameraSilentError(CameraError, TimeoutError):
    """The camera is open but sent no frame within its time-out."""


class CameraRecoveringError(CameraError):
    """A live camera has failed and is being opened again; the next read may succeed."""


class VideoFileError(CameraError):
    """A video file that is missing, empty, truncated or not a video."""


class RecordingError(StationError, ValueError):
    """A pose recording that cannot be read or is not one."""


class ModelError(StationError):
    """A model, or what runs it, cannot be used."""


class ModelMissingError(ModelError, FileNotFoundError):
    """A model file or its manifest is missing."""


class ModelAlteredError(ModelError):
    """A model file does not have the hash that the manifest names."""


class RuntimeMissingError(ModelError, ImportError):
    """No TFLite runtime, or an optional backend is not installed."""


class ModelPackError(ModelError):
    """A model pack that cannot be read, installed or taken back."""


class PackSignatureError(ModelPackError):
    """A model pack that is not signed by anybody whom this station trusts, or was altered since."""


class PackRefusedError(ModelPackError):
    """A genuine model pack that does not fit: too old, too slow, for newer software."""


class DataFolderError(StationError, OSError):
    """The folder of what must outlive a restart cannot be made or written."""


class MemberError(StationError):
    """A face or a member that cannot be handled."""


class TemplateError(MemberError, ValueError):
    """A vector that is no template: wrong shape, not finite, not of unit length."""


class WeightsMissingError(MemberError, FileNotFoundError):
    """The weights of the face model are not set up or were altered."""


class WeightsFetchError(MemberError, OSError):
    """The weights cannot be fetched, or are not those expected."""


class EmbedderError(MemberError, RuntimeError):
    """The process that describes faces failed, hung or gave up."""


class SummaryError(StationError, ValueError):
    """A text that is no session summary of this version or an older one."""


class OutboxError(StationError, OSError):
    """Summaries cannot be kept. damaged: the file itself is at fault, another would do."""

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        remedy: str | None = None,
        damaged: bool = False,
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.damaged = damaged


class UplinkError(StationError, OSError):
    """The broker cannot be reached, does not prove who it is, or refuses the station."""


class UpgradeError(StationError):
    """A release cannot be put in place; what ran before runs on."""


class HubError(StationError):
    """The gym's side cannot do its work."""


class StoreError(HubError, OSError):
    """The database is away, of another version, or its address is wrong."""


class BrokerError(HubError, OSError):
    """The hub cannot hear the stations: broker away, not trusted, or refusing."""


class UnknownRecordError(HubError, LookupError):
    """A session, member, account or key that is not there."""


class RefusedError(HubError, ValueError):
    """What somebody asked for cannot be done as it was asked."""


class FeedbackError(StationError):
    """Something that shows or says the signals."""


class PlayerUnavailableError(FeedbackError, OSError):
    """A light, buzzer or voice that cannot be used: pin taken, program or device missing."""


class PlayerFailedError(FeedbackError, RuntimeError):
    """A light, buzzer or voice that failed while it was used."""


class MetricsError(StationError, OSError):
    """The figures for Prometheus cannot be served: port taken, extra not installed."""


class SupportError(StationError, OSError):
    """The support bundle cannot be written."""


class PoseError(StationError, ValueError):
    """Values that are no pose: wrong shape or not finite."""


class SceneError(StationError, ValueError):
    """A mannequin scene that cannot be played: unknown exercise or fault, impossible number."""

    exit_status = 2


class EnrolmentError(MemberError, ValueError):
    """Photos or answers that make no member: too few, of several people, no consent."""


class CardError(MemberError, ValueError):
    """A card that cannot be made or revoked."""


class BundleError(MemberError, ValueError):
    """A gallery bundle that is damaged, of another site or of a newer version."""


class GalleryError(MemberError, OSError):
    """The gallery of members cannot be used; what is stored in it is untouched."""


class GalleryKeyError(GalleryError):
    """The key of the gallery is missing, open to others, or not the one that sealed it."""


class GalleryCorruptError(GalleryError):
    """The gallery's file is damaged or was tampered with."""


class GalleryFullError(GalleryError):
    """No room on the disk; nothing was changed."""


class GalleryBusyError(GalleryError):
    """Another command is writing to the gallery."""
