"""A real server in its own process, on a free port and a data folder of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

KEY = "benchmark-key-0123456789abcdef"
READY_S = 120.0  # a first start trains and indexes; nobody waits longer than this


class Server:
    """`with Server(folder) as server:` is a started server; leaving it stops it."""

    def __init__(
        self,
        data: Path,
        *,
        guidelines: Path | None = None,
        port: int | None = None,
        environment: Mapping[str, str] = MappingProxyType({}),
        options: Sequence[str] = (),
        checkout: Path | None = None,
    ) -> None:
        """`checkout` is another one of this repository, whose server it is to be."""
        self._checkout = checkout
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.stream = f"ws://127.0.0.1:{self.port}/v1/stream"
        self._log = data / "server.log"
        self._command = [
            sys.executable,
            "-m",
            "assist",
            "serve",
            "--port",
            str(self.port),
            "--data",
            str(data),
            *options,
        ]
        self._environment = {**os.environ, "BISTAND_API_KEY": KEY, **environment}
        if guidelines is not None:
            self._command += ["--guidelines", str(guidelines)]
        self._process: subprocess.Popen[bytes] | None = None
        self.started_in_s = 0.0

    def start(self) -> Self:
        """Start it and return when it is ready; `started_in_s` says how long that took."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        begun = time.perf_counter()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdout=log, stderr=log, env=self._environment, cwd=self._checkout
            )
        while not self._is_ready():
            if self._process.poll() is not None or time.perf_counter() - begun > READY_S:
                self.stop()
                raise SystemExit(
                    f"the server did not start:\n{self._log.read_text(errors='replace')[-2000:]}"
                )
            time.sleep(0.02)
        self.started_in_s = time.perf_counter() - begun
        return self

    def stop(self) -> None:
        """End it as its service would."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def call(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON has no better type
        """The JSON answer of a request; urllib.error.HTTPError when it is refused."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.url + path,
            data=data,
            method=method,
            headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)

    def resident_mb(self) -> float:
        """Resident memory of the server and of the processes it started, in MB."""
        return sum(resident_kb(process) for process in _family(self._pid)) / 1000

    def cpu_s(self) -> float:
        """CPU that the server has used up to now, in seconds, on all cores."""
        return sum(cpu_s(process) for process in _family(self._pid))

    def counted(self, name: str) -> float:
        """The sum of a counter of the server over its labels."""
        with urllib.request.urlopen(f"{self.url}/metrics", timeout=30) as answer:
            lines = answer.read().decode().splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.split("{")[0].split(" ")[0] == name)

    @property
    def _pid(self) -> int:
        if self._process is None:
            raise RuntimeError("the server is not started")
        return self._process.pid

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/ready", timeout=2) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def _end(self, sign: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(sign)
            process.wait(30)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        own = [int(child) for child in children.read_text().split()]
    except OSError:
        own = []
    return [pid, *(member for child in own for member in _family(child))]


def cpu_s(pid: int) -> float:
    """CPU that a process has used, in seconds; 0.0 when there is no such process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_kb(pid: int) -> int:
    """Resident memory of a process, in kB; 0 when there is no such process."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
