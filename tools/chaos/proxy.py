"""A TCP proxy that misbehaves when told to: the network between station and broker."""

import asyncio
from contextlib import suppress
from threading import Event, Thread

CHUNK = 4096


class Proxy:
    """Forwards a port of this machine to another. Its faults may be set from any thread.

    refuse: new connections are closed at once. stall: nothing is forwarded. delay_s: each piece
    waits so long. halve: the next piece is cut in the middle, and the connection with it.
    """

    def __init__(self, target_port: int) -> None:
        self.refuse = False
        self.stall = False
        self.delay_s = 0.0
        self.halve = False
        self.port = 0
        self._target_port = target_port
        self._writers: set[asyncio.StreamWriter] = set()
        self._ready = Event()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._run, name="proxy", daemon=True)
        self._thread.start()
        self._ready.wait()

    def cut(self) -> None:
        """Break every connection."""
        self._loop.call_soon_threadsafe(self._break)

    def close(self) -> None:
        """End."""
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.01))

    def _break(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.refuse:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, far_writer}
        self._writers |= both
        with suppress(asyncio.CancelledError):
            await asyncio.gather(
                self._forward(reader, far_writer), self._forward(far_reader, writer)
            )
        self._writers -= both

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(CHUNK):
                while self.stall:  # noqa: ASYNC110 - set from another thread
                    await asyncio.sleep(0.02)
                if self.delay_s:
                    await asyncio.sleep(self.delay_s)
                if self.halve:
                    self.halve = False
                    writer.write(piece[: len(piece) // 2])
                    await writer.drain()
                    self._break()
                    return
                writer.write(piece)
                await writer.drain()
        writer.transport.abort()
