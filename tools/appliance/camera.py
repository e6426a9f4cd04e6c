"""A network camera: a clip of exactly known repetitions, then an empty room, again and again."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import cv2

from edge.resources import demo_clip, demo_dir

EMPTY_S = 6.0
BOUNDARY = "frame"


class NetworkCamera:
    """Motion JPEG over HTTP on this machine. What it shows goes on while nobody is served."""

    def __init__(self) -> None:
        clip = cv2.VideoCapture(str(demo_clip()))
        self.rate_hz = float(clip.get(cv2.CAP_PROP_FPS))
        self._frames = list(_jpegs(clip))
        self._frames += self._frames[:1] * round(EMPTY_S * self.rate_hz)
        self._began_s = time.monotonic()
        self._stop = Event()
        self._server: ThreadingHTTPServer | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """Where it is watched."""
        return f"http://127.0.0.1:{self.port}/live.mjpg"

    @property
    def scene_s(self) -> float:
        """Seconds of one scene with the empty room after it."""
        return len(self._frames) / self.rate_hz

    @staticmethod
    def repetitions() -> int:
        """How many there are in one scene."""
        truth = json.loads((demo_dir() / "demo.truth.json").read_text(encoding="utf-8"))
        return int(truth["count"])

    def start(self) -> None:
        """Serve."""
        self._stop.clear()
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
                self.end_headers()
                try:
                    camera.feed(self.wfile)
                except OSError:
                    return  # whoever watched went away

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        Thread(target=self._server.serve_forever, name="camera", daemon=True).start()

    def stop(self) -> None:
        """As if its cable was pulled."""
        self._stop.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def feed(self, out: Any) -> None:
        """The pictures of now, at their rate, until it is stopped."""
        while not self._stop.is_set():
            number = int((time.monotonic() - self._began_s) * self.rate_hz)
            jpeg = self._frames[number % len(self._frames)]
            head = (
                f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            )
            out.write(head.encode() + jpeg + b"\r\n")
            self._stop.wait(
                max(0.0, self._began_s + (number + 1) / self.rate_hz - time.monotonic())
            )


def _jpegs(clip: cv2.VideoCapture) -> Iterator[bytes]:
    while True:
        found, picture = clip.read()
        if not found:
            return
        yield cv2.imencode(".jpg", picture)[1].tobytes()
