"""A primary, a replica and three Sentinels of the tests' own."""

import signal
import subprocess
import time
from pathlib import Path

import redis

from tests.assist.redis_server import STARTS_WITHIN_S, RedisServer, free_port

NAME = "bistand-primary"
FILLER = 48 * 1024 * 1024  # bytes: more than lies between two servers, so that what follows stays with the first


class Sentinels:
    """The Sentinels call a primary gone after a second, and put the replica in its place."""

    def __init__(self, folder: Path, **options: str) -> None:
        self.primary, self.replica = (self._server(folder / name, options) for name in ("primary", "replica"))
        self.ports = [free_port() for _ in range(3)]
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []

    @property
    def url(self) -> str:
        return f"redis+sentinel://{','.join(f'127.0.0.1:{port}' for port in self.ports)}/{NAME}"

    def start(self) -> None:
        """Return once the replica follows and every Sentinel knows of everybody."""
        self.primary.start()
        self.replica.start()
        self.replica.call("REPLICAOF", "127.0.0.1", str(self.primary.port))
        self._wait(lambda: b"connected" in self.replica.call("ROLE"))  # type: ignore[operator]
        for port in self.ports:
            self._processes.append(self._sentinel(port))
        self._wait(lambda: all(self._knows(port) for port in self.ports))

    def stop(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait(60)
        for server in (self.primary, self.replica):
            if server.is_running:
                server.pause(False)
            server.kill()

    def replicated(self) -> None:
        """Return once the replica has everything."""
        assert self.primary.call("WAIT", "1", "20000") == 1

    def cut_replica_off(self) -> None:
        """From now on nothing reaches the replica that the primary acknowledges."""
        self.replica.pause()
        with self.primary.client as client:
            client.set("filler", b"x" * FILLER)

    def lose_primary(self) -> None:
        """It is gone for good; the replica has what it had."""
        self.primary.kill(signal.SIGKILL)
        self.replica.pause(False)

    def is_promoted(self) -> bool:
        try:
            return self.replica.call("ROLE")[0] == b"master"  # type: ignore[index]
        except redis.RedisError:
            return False

    def _server(self, folder: Path, options: dict[str, str]) -> RedisServer:
        folder.mkdir()
        return RedisServer(folder, **options)

    def _sentinel(self, port: int) -> "subprocess.Popen[bytes]":
        folder = self._folder / str(port)
        folder.mkdir()
        lines = [
            f"port {port}", "bind 127.0.0.1", f"dir {folder}",
            f"sentinel monitor {NAME} 127.0.0.1 {self.primary.port} 2",
            f"sentinel down-after-milliseconds {NAME} 1000",
            f"sentinel failover-timeout {NAME} 4000",
        ]  # fmt: skip
        (folder / "sentinel.conf").write_text("\n".join(lines) + "\n")
        with (folder / "log").open("ab") as log:
            command = ["redis-server", str(folder / "sentinel.conf"), "--sentinel"]
            return subprocess.Popen(command, stdout=log, stderr=log)

    def _knows(self, port: int) -> bool:
        with redis.Redis(port=port, protocol=2) as client:
            state = client.sentinel_master(NAME)
        return int(state["num-slaves"]) == 1 and int(state["num-other-sentinels"]) == 2

    def _wait(self, holds: object) -> None:
        until = time.monotonic() + STARTS_WITHIN_S
        while True:
            try:
                if holds():  # type: ignore[operator]
                    return
            except redis.RedisError:
                pass
            assert time.monotonic() < until, "the Sentinels did not come to know each other"
            time.sleep(0.05)
