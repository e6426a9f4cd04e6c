"""Checks that try a part of the station by themselves, while no station runs."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from edge.config.member import Identification
from edge.config.station import StationConfig
from edge.errors import GalleryError, ModelError, RuntimeMissingError, WeightsMissingError
from edge.feedback.factory import make_players
from edge.health.finding import Finding
from edge.health.probes.way import FILLING
from edge.member.embedding.weights import verified_weights
from edge.member.face.finder import FaceFinder
from edge.member.gallery.opening import open_gallery
from edge.member.identify.health import IdentifierHealth
from edge.uplink.probe import walk
from edge.uplink.topics import Topics

Trial = Callable[[], Finding]


def broker_trial(settings: StationConfig) -> Trial:
    """Walks the way to the broker."""

    def ask() -> Finding:
        if settings.uplink.host is None:
            return Finding.of("broker", "off")
        topics = Topics(settings.uplink.prefix, settings.site, settings.station)
        stages = list(walk(settings.uplink, topics))
        worst = next((stage for stage in stages if not stage.ok), stages[-1])
        place = f"{settings.uplink.host}:{settings.uplink.effective_port}"
        detail = ": ".join(part for part in (place, worst.name, worst.detail) if part)
        return Finding.of("broker", worst.state.value, detail)

    return ask


def outbox_trial(settings: StationConfig, file: Path) -> Trial:
    """Counts what waits; the file is read as it lies, and stays as it is."""

    def ask() -> Finding:
        if settings.uplink.host is None:
            return Finding.of("outbox", "off")
        if not file.exists():
            return Finding.of("outbox", "ok", "nothing was ever kept")
        try:
            with closing(sqlite3.connect(_to_read(file), uri=True)) as database:
                sql = "SELECT count(*) FROM entry WHERE confirmed_s IS NULL"
                waiting = database.execute(sql).fetchone()[0]
        except sqlite3.Error as error:
            return Finding.of("outbox", "in_memory", f"{file}: {error}")
        full = waiting >= FILLING * settings.uplink.outbox.most
        return Finding.of("outbox", "filling" if full else "ok", f"{waiting} waiting")

    return ask


def _to_read(file: Path) -> str:
    """The address of a database that another user's station may have left in any state."""
    log = file.with_name(f"{file.name}-wal")
    left_over = log.is_file() and log.stat().st_size > 0
    # Without a log no file is made beside it, which might then be another user's.
    return f"{file.resolve().as_uri()}?{'mode=ro' if left_over else 'immutable=1'}"


def feedback_trial(settings: StationConfig) -> Trial:
    """Claims the pins and devices of light, buzzer and voice, and lets go of them."""

    def ask() -> Finding:
        config = settings.feedback
        if config.is_mute:
            return Finding.of("feedback", "none")
        troubles: list[str] = []
        players = make_players(
            config,
            settings.language,
            say=lambda _: None,
            report=lambda error: troubles.append(str(error)),
        )
        players.close()
        return Finding.of("feedback", "failed" if troubles else "ok", "; ".join(troubles))

    return ask


def identification_trial(settings: StationConfig, folder: Path) -> Trial:
    """Opens the gallery, and looks whether faces could be recognised. folder: of data."""

    def ask() -> Finding:
        if settings.identification is Identification.OFF:
            return Finding.of("identification", IdentifierHealth.OFF.value)
        state, detail = _identification(settings, folder)
        return Finding.of("identification", state.value, detail)

    return ask


def _identification(settings: StationConfig, folder: Path) -> tuple[IdentifierHealth, str]:
    try:
        open_gallery(settings.members, folder).close()
        if settings.identification.by_face:
            verified_weights(folder)
            FaceFinder.load()
    except WeightsMissingError as error:
        return IdentifierHealth.WEIGHTS_MISSING, str(error)
    except RuntimeMissingError as error:
        return IdentifierHealth.RUNTIME_MISSING, str(error)
    except GalleryError as error:
        return IdentifierHealth.GALLERY_UNAVAILABLE, str(error)
    except ModelError as error:
        return IdentifierHealth.MODEL_MISSING, str(error)
    return IdentifierHealth.READY, ""
