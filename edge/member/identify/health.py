"""`IdentifierHealth`: how identification is, in one word for staff and monitoring."""

from enum import StrEnum

from edge.errors import GalleryError, ModelError
from edge.member.embedding.worker_embedder import WorkerHealth


class IdentifierHealth(StrEnum):
    """How identification is. In every state the station counts for whoever trains."""

    OFF = "off"
    READY = "ready"
    WEIGHTS_MISSING = "weights_missing"
    RUNTIME_MISSING = "runtime_missing"
    MODEL_MISSING = "model_missing"
    WORKER_FAILED = "worker_failed"
    WORKER_GAVE_UP = "worker_gave_up"
    GALLERY_UNAVAILABLE = "gallery_unavailable"
    FAILED = "failed"


_OF_WORKER = {
    WorkerHealth.FAILED: IdentifierHealth.WORKER_FAILED,
    WorkerHealth.GAVE_UP: IdentifierHealth.WORKER_GAVE_UP,
    WorkerHealth.WEIGHTS_MISSING: IdentifierHealth.WEIGHTS_MISSING,
    WorkerHealth.RUNTIME_MISSING: IdentifierHealth.RUNTIME_MISSING,
}


def health_of(error: Exception | None, worker: WorkerHealth) -> IdentifierHealth:
    """How identification is after an error, or after none. worker: how the face worker is now."""
    if isinstance(error, GalleryError):
        return IdentifierHealth.GALLERY_UNAVAILABLE
    if isinstance(error, ModelError) and worker is not WorkerHealth.RUNTIME_MISSING:
        return IdentifierHealth.MODEL_MISSING
    otherwise = IdentifierHealth.READY if error is None else IdentifierHealth.FAILED
    return _OF_WORKER.get(worker, otherwise)
