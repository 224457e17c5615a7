"""Connections to one Redis, to a Cluster, or to the primary that Sentinels name.

The client library repeats what failed by itself, writes too; here every client says how often, and that of writes
says never. A redirection (MOVED, ASK) is no repetition: the command was not done.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster
from redis.asyncio.cluster import ClusterNode
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel, SentinelConnectionPool
from redis.backoff import ExponentialWithJitterBackoff, NoBackoff

from assist.stores.redis.address import Address

CONNECTIONS = 32  # of readers, and as many of writers; in a Cluster to each node
CONNECT_S, QUEUE_S = 2.0, 5.0
NEVER = Retry(NoBackoff(), 0)
Greet = Callable[[Any], Awaitable[None]]  # what is done with a new connection before anything else
Client = Redis  # a RedisCluster is spoken to in the same way, as far as is needed here
_Sentinels: Any = Sentinel  # of which redis-py tells no types


def again() -> Retry:
    """How reads are asked again."""
    return Retry(ExponentialWithJitterBackoff(base=0.05, cap=0.5), 2)


class _SentinelPool(SentinelConnectionPool, BlockingConnectionPool):
    """Who finds no connection free waits for one, as with a single server."""


class Connections:
    """The clients for reads and for writes, and plain ones to each server that holds something."""

    def __init__(self, address: Address, greet: Greet) -> None:
        """Nothing is opened yet."""
        self._address = address
        self._greet = greet
        self._sentinels: list[Any] = []
        self._plain: dict[tuple[str, int], Redis] = {}
        self.reads = self._client(again())
        self.writes = self._client(NEVER)

    async def primaries(self) -> list[Redis]:
        """A client for every server that takes writes."""
        if self._address.kind != "cluster":
            return [self.writes]
        cluster: Any = self.writes
        await cluster.initialize()
        places = [(str(node.host), int(node.port)) for node in cluster.get_primaries()]
        for gone in self._plain.keys() - set(places):
            await self._plain.pop(gone).aclose()
        for host, port in places:
            if (host, port) not in self._plain:
                options = {**self._options(NEVER), **self._address.options}
                self._plain[host, port] = Redis(host=host, port=port, max_connections=CONNECTIONS, **options)
        return [self._plain[place] for place in places]

    async def let_go(self) -> None:
        """Close what nobody is using: the server at this address is another one now."""
        if self._address.kind != "cluster":
            await self.writes.connection_pool.disconnect(inuse_connections=False)

    async def close(self) -> None:
        """Close every connection."""
        for client in (self.reads, self.writes, *self._plain.values(), *self._sentinels):
            await client.aclose()

    def _client(self, retry: Retry) -> Client:
        address, options = self._address, self._options(retry)
        limits = {"max_connections": CONNECTIONS, "timeout": QUEUE_S}
        if address.kind == "cluster":
            return self._cluster(retry)
        if address.kind == "sentinel":
            sentinel = _Sentinels(
                address.hosts,
                sentinel_kwargs={"socket_connect_timeout": CONNECT_S, "retry": NEVER, **address.sentinel_options},
            )
            self._sentinels.append(sentinel)
            given = {**limits, **options, **address.options}
            pool: Any = _SentinelPool
            return Redis.from_pool(pool(address.name, sentinel, **given))
        return Redis.from_pool(BlockingConnectionPool.from_url(address.url, **limits, **options))

    def _cluster(self, retry: Retry) -> Client:
        nodes = [ClusterNode(host, port) for host, port in self._address.hosts]
        options = {**self._options(retry), **self._address.options}
        greet = options.pop("redis_connect_func")
        # a slot that has moved is noted by itself; asked for in the middle of a command, redis-py loses its way
        limits: dict[str, Any] = {"max_connections": 2 * CONNECTIONS, "reinitialize_steps": 0}
        cluster: Any = RedisCluster(startup_nodes=nodes, **limits, **options)
        for kwargs in (cluster.connection_kwargs, *(node.connection_kwargs for node in cluster.startup_nodes)):
            kwargs["redis_connect_func"] = greet  # which its constructor does not take
        return cast(Client, cluster)

    def _options(self, retry: Retry) -> dict[str, Any]:
        return {
            "socket_connect_timeout": CONNECT_S,
            "socket_timeout": None,  # `answer` limits the time: redis-py's own loses cancellations before Python 3.12
            "retry": retry,
            "protocol": 2,
            "redis_connect_func": self._greet,
        }


class Gate:
    """At most so many questions to a Cluster at once: its client refuses more than it has connections for."""

    def __init__(self, most: int) -> None:
        self._gate = asyncio.Semaphore(most)

    async def __aenter__(self) -> None:
        """Wait for room, but not for ever."""
        async with asyncio.timeout(QUEUE_S):
            await self._gate.acquire()

    async def __aexit__(self, *_: object) -> None:
        """Make room."""
        self._gate.release()
