"""A network camera on localhost: MJPEG over HTTP, as cheap cameras send it."""

import base64
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2

from tests.fakes.videos import picture

BOUNDARY = "frame"


class MjpegServer(ThreadingHTTPServer):
    """Sends `count` pictures at `fps`, then ends the answer, or falls silent if `stalls`.

    user: "name:password" that a client must give; empty = anybody. answered: how many were served.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, count: int, *, fps: float, stalls: bool, user: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.count, self.fps, self.stalls = count, fps, stalls
        self.expected = f"Basic {base64.b64encode(user.encode()).decode()}" if user else None
        self.answered = 0
        self.ended = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is nothing to print."""

    def address(self, credentials: str = "") -> str:
        return f"http://{credentials}127.0.0.1:{self.server_port}/live"


class Handler(BaseHTTPRequestHandler):
    server: MjpegServer

    def log_message(self, *_: object) -> None:
        """Tests are silent."""

    def do_GET(self) -> None:
        if self.server.expected not in {None, self.headers.get("Authorization")}:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="camera"')
            self.end_headers()
            return
        self.server.answered += 1
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
        self.end_headers()
        for index in range(self.server.count):
            jpeg = cv2.imencode(".jpg", picture(64, 48, index))[1].tobytes()
            head = (
                f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            )
            self.wfile.write(head.encode() + jpeg + b"\r\n")
            self.wfile.flush()
            time.sleep(1 / self.server.fps)
        if self.server.stalls:
            self.server.ended.wait(20)


@contextmanager
def mjpeg_server(
    count: int = 10_000, *, fps: float = 30.0, stalls: bool = False, user: str = ""
) -> Iterator[MjpegServer]:
    """A running server; stopped at the end of the block."""
    server = MjpegServer(count, fps=fps, stalls=stalls, user=user)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
