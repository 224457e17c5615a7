"""A real Redis Cluster of the tests' own: three servers that share the slots, each perhaps with a replica."""

import time
from pathlib import Path

import redis

from tests.assist.redis_server import STARTS_WITHIN_S, RedisServer, free_port

SLOTS = 16_384


class RedisCluster:
    """Started together; `nodes` are its primaries, and then their replicas."""

    def __init__(self, folder: Path, replicas: int = 0, **options: str) -> None:
        self.nodes: list[RedisServer] = []
        for n in range(3 * (1 + replicas)):
            own = folder / str(n)
            own.mkdir()
            bus = {"cluster-enabled": "yes", "cluster-node-timeout": "1000", "cluster-port": str(free_port())}
            self.nodes.append(RedisServer(own, **bus, **options))

    @property
    def url(self) -> str:
        places = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes[:3])
        return f"redis+cluster://{places}"

    def start(self) -> None:
        """Return once every slot is served."""
        for node in self.nodes:
            node.start()
        first = self.nodes[0]
        for node in self.nodes[1:]:
            node.call("CLUSTER", "MEET", "127.0.0.1", str(first.port), first.options["cluster-port"])
        for n, node in enumerate(self.nodes[:3]):
            node.call("CLUSTER", "ADDSLOTSRANGE", str(SLOTS * n // 3), str(SLOTS * (n + 1) // 3 - 1))
        self.wait(lambda node: f"cluster_known_nodes:{len(self.nodes)}" in self.info(node))
        for n, node in enumerate(self.nodes[3:]):
            of = self.nodes[n % 3].call("CLUSTER", "MYID")
            assert isinstance(of, bytes)
            self.wait(lambda node, of=of: of.decode() in str(node.call("CLUSTER", "NODES")))
            node.call("CLUSTER", "REPLICATE", of.decode())
        self.wait(lambda node: "cluster_state:ok" in self.info(node))
        self.wait(lambda node: b"slave" not in self.role(node) or b"connected" in self.role(node))

    def kill(self) -> None:
        for node in self.nodes:
            node.kill()

    def call(self, *words: str) -> None:
        """One command, to every primary."""
        for node in self.nodes:
            if self.role(node)[0] == b"master":
                node.call(*words)

    def info(self, node: RedisServer) -> str:
        said = node.call("CLUSTER", "INFO")
        return said.decode() if isinstance(said, bytes) else str(said)

    def role(self, node: RedisServer) -> list[object]:
        said = node.call("ROLE")
        assert isinstance(said, list)
        return said

    def wait(self, holds: object) -> None:
        """Until it holds of every node that runs."""
        until = time.monotonic() + STARTS_WITHIN_S
        for node in self.nodes:
            while node.is_running:
                try:
                    if holds(node):  # type: ignore[operator]
                        break
                except redis.RedisError:
                    pass
                assert time.monotonic() < until, self.info(node)
                time.sleep(0.05)
