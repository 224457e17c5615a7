"""The other processes on one SQLite file: what one writes the others hear at once, over local sockets.

Who listens has a datagram socket in a folder beside the file. It is a doorbell only: a listener whose socket is full
has missed something and is told so a moment later; the log is the truth. Nothing is written to disk.
"""

import asyncio
import contextlib
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)

MOST_BYTES = 16 * 1024
MOST_PATH = 100
AGAIN_S = 0.05  # until a listener whose socket was full is told that it has missed something
BLIND_S = 2.0  # how often a process that can have no socket looks by itself
MISSED, HELLO = b"", b"+"


class Neighbours:
    """Rings at everybody else who works on the file, and hears them."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds the sockets; it is made by the first who listens."""
        self._folder = folder
        self._taking: dict[str, Callable[[], None]] = {}  # what takes in what has come to each socket of ours
        self._known: set[str] | None = None  # nobody tells us of newcomers before we listen
        self._missed: set[str] = set()
        self._sender: socket.socket | None = None
        self._opened = -1

    def ring(self, said: bytes) -> None:
        """Tell everybody else, also who has come just now."""
        for take in tuple(self._taking.values()):
            take()
        for name in tuple(self._names() if self._known is None else self._known):
            self._send(name, said)

    async def heard(self) -> AsyncIterator[bytes]:
        """What others ring, for ever; MISSED for what may be anything."""
        try:
            name, listening = self._open()
        except OSError as error:
            log.warning("doorbell_lost", error=type(error).__name__)
            while True:
                yield MISSED
                await asyncio.sleep(BLIND_S)
        rung: asyncio.Queue[bytes] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        self._taking[name] = partial(self._take, listening, rung)
        loop.add_reader(listening, self._taking[name])
        try:
            yield MISSED  # what was written before we listened
            while True:
                yield await rung.get()
        finally:
            loop.remove_reader(listening)
            listening.close()
            self._taking.pop(name, None)
            self._forget(name)

    def close(self) -> None:
        """Let go of what rings; who listens lets go by itself."""
        if self._sender is not None:
            self._sender.close()
        if self._opened >= 0:
            os.close(self._opened)
            self._opened = -1

    def _open(self) -> tuple[str, socket.socket]:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        name = secrets.token_hex(8)
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        listening.setblocking(False)
        try:
            listening.bind(self._path(name))
        except OSError:
            listening.close()
            raise
        self._known = self._names() - {name}
        for other in tuple(self._known):
            self._send(other, HELLO + name.encode())
        return name, listening

    def _take(self, listening: socket.socket, rung: "asyncio.Queue[bytes]") -> None:
        with contextlib.suppress(BlockingIOError):
            while True:
                said = listening.recv(MOST_BYTES)
                if not said.startswith(HELLO):
                    rung.put_nowait(said)
                elif self._known is not None:
                    self._known.add(said[1:].decode("ascii", "replace"))

    def _send(self, name: str, said: bytes) -> None:
        if self._sender is None:
            self._sender = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            self._sender.setblocking(False)
        try:
            self._sender.sendto(said, self._path(name))
        except (ConnectionRefusedError, FileNotFoundError):  # it has gone, perhaps without taking its socket away
            self._forget(name)
        except OSError:
            self._tell_later(name)

    def _tell_later(self, name: str) -> None:
        if name not in self._missed:
            self._missed.add(name)
            asyncio.get_running_loop().call_later(AGAIN_S, self._tell_missed, name)

    def _tell_missed(self, name: str) -> None:
        self._missed.discard(name)
        if self._sender is not None and self._sender.fileno() >= 0:
            for own in self._taking:
                self._send(name, HELLO + own.encode())
            self._send(name, MISSED)

    def _forget(self, name: str) -> None:
        if self._known is not None:
            self._known.discard(name)
        with contextlib.suppress(OSError):
            (self._folder / name).unlink()

    def _names(self) -> set[str]:
        try:
            return {entry.name for entry in os.scandir(self._folder)} - self._taking.keys()
        except OSError:
            return set()

    def _path(self, name: str) -> str:
        """The path of a socket. A system may allow it 104 bytes only; then it goes by way of the opened folder."""
        path = str(self._folder / name)
        if len(os.fsencode(path)) < MOST_PATH:
            return path
        if self._opened < 0:
            self._opened = os.open(self._folder, os.O_RDONLY)
        return f"/proc/self/fd/{self._opened}/{name}"
