"""The five shots in front of the camera, with one line that says what to do."""

import numpy as np
from rich.console import Console
from rich.live import Live
from rich.text import Text

from edge.camera.frame import RecordedLandmarks
from edge.camera.port import Camera
from edge.errors import CameraRecoveringError, EnrolmentError, UsageError
from edge.member.enrol.enrol import SHOTS, FaceSeeker
from edge.member.enrol.guide import EnrolmentGuide, Guidance
from edge.member.enrol.words import guidance_words
from edge.member.gallery.consent import Language
from edge.member.port import ByteArray

READ_TIMEOUT_S = 5.0


def shoot(camera: Camera, seeker: FaceSeeker, language: Language, console: Console) -> ByteArray:
    """Five faces (5, 150, 150, 3) of the person in front of the camera.

    Nothing but the faces is kept, and those only in memory. Raises EnrolmentError, CameraError.
    """
    guide, said = EnrolmentGuide(), ""
    camera.open()
    try:
        with Live(console=console, transient=True, auto_refresh=False) as live:
            while len(guide.chips) < SHOTS:
                line = _line(_guided(camera, guide, seeker), language)
                if console.is_terminal:
                    live.update(Text(line, style="bold"), refresh=True)
                elif line != said:
                    console.print(Text(line))
                said = line
    finally:
        camera.close()
    return np.stack(guide.chips)


def _guided(camera: Camera, guide: EnrolmentGuide, seeker: FaceSeeker) -> Guidance:
    try:
        frame = camera.read(READ_TIMEOUT_S)
    except CameraRecoveringError as error:
        raise EnrolmentError(f"the camera sends nothing: {error}") from None
    if frame is None:
        raise EnrolmentError(f"the video ended after {len(guide.chips)} of {SHOTS} shots")
    if isinstance(frame.content, RecordedLandmarks):
        raise UsageError("a pose recording shows no face", remedy="use a camera, or photos")
    return guide.see(seeker.search(frame.content), frame.captured_s)


def _line(guidance: Guidance, language: Language) -> str:
    dots = "●" * guidance.taken + "○" * (SHOTS - guidance.taken)
    return f"{dots}  {guidance_words(guidance, language)}"
