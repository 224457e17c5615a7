"""A real redis-server of the tests' own: on a free port, in a folder of its own, with an append-only file."""

import asyncio
import contextlib
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import redis

STARTS_WITHIN_S = 60.0
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RedisServer:
    """Started, killed and started again on the same folder and port; `within` is a command that runs it elsewhere."""

    host, within = "127.0.0.1", tuple[str, ...]()

    def __init__(self, folder: Path, **options: str) -> None:
        self.port = free_port()
        self.folder = folder
        self.options = {"appendonly": "yes", "appendfsync": "everysec", "save": "", **options}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://{self.host}:{self.port}/0"

    def url_with_least_rights(self, password: str = "secret") -> str:
        """The address of a user that may do what the README says a login needs, and no more."""
        granted = README.partition("A login of its own needs `")[2].partition("`")[0].split()
        self.call("ACL", "SETUSER", "bistand", "reset", "on", f">{password}", *granted)
        return f"redis://bistand:{password}@{self.host}:{self.port}/0"

    @property
    def is_running(self) -> bool:
        return self._process is not None

    @property
    def client(self) -> "redis.Redis":
        """A client of the tests' own; close it."""
        return redis.Redis(self.host, self.port, protocol=2)

    def start(self) -> None:
        """Return once it answers."""
        settings = {**self.options, "port": str(self.port), "bind": self.host, "dir": str(self.folder)}
        arguments = [word for name, value in settings.items() for word in (f"--{name}", value)]
        with (self.folder / "log").open("ab") as log:
            command = [*self.within, "redis-server", *arguments]
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        until = time.monotonic() + STARTS_WITHIN_S
        while not self._answers():
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.02)

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it, by default without a word."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def pause(self, is_on: bool = True) -> None:
        """Let it stand still, with every connection open."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP if is_on else signal.SIGCONT)

    def call(self, *words: str) -> object:
        """One command."""
        with self.client as client:
            return client.execute_command(*words)

    def bytes_on_disk(self) -> bytes:
        """Everything its files hold."""
        return b"".join(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())

    def _answers(self) -> bool:
        with contextlib.suppress(redis.RedisError), self.client as client:
            return bool(client.ping())
        return False


def is_there() -> bool:
    """Whether this machine has a redis-server of version 7 or newer."""
    if shutil.which("redis-server") is None:
        return False
    said = subprocess.run(["redis-server", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.partition("v=")[2].partition(".")[0]) >= 7


async def soon(check: object, within_s: float = 60.0) -> None:
    """Wait until `check()` holds; a busy machine takes its time."""
    until = time.monotonic() + within_s
    while not check():  # type: ignore[operator]
        assert time.monotonic() < until, "it did not come about"
        await asyncio.sleep(0.05)
