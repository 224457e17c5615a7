"""One Redis, as it is spoken to: which address, what may be asked again, and what its refusals mean.

A read that fails is asked again. A write never is: when the connection is lost in the middle nobody knows
whether it was taken, and the client library, left to itself, repeats it up to ten times. Whoever writes is told
that the store is not available and reads again; versions and event ids tell what was taken.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Mapping, Sequence
from functools import partial
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import (
    AuthenticationError,
    BusyLoadingError,
    NoPermissionError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
)
from redis.exceptions import ConnectionError as Unreachable
from redis.exceptions import TimeoutError as TooLate

from assist.errors import SetupError, StoreUnavailable
from assist.stores.redis.address import Address
from assist.stores.redis.connections import CONNECTIONS, Connections, Gate
from assist.stores.redis.incarnation import greet
from assist.stores.redis.keys import Names

LEAST_MAJOR = 7
ANSWER_S = 5.0


class RedisClient:
    """The connections to a Redis, and the names of what is kept there."""

    def __init__(self, address: Address) -> None:
        self.where = address.where
        self.names = Names(address.prefix)
        self.is_cluster = address.kind == "cluster"
        self._connections = Connections(address, partial(greet, names=self.names))
        self._gate = Gate(CONNECTIONS) if self.is_cluster else contextlib.nullcontext()
        self._is_closed = False

    @property
    def reads(self) -> Redis:
        """For questions: asked again when the connection is lost."""
        return self._open(self._connections.reads)

    @property
    def writes(self) -> Redis:
        """For what changes something: sent once."""
        return self._open(self._connections.writes)

    async def answer(self, question: Awaitable[Any]) -> Any:  # noqa: ANN401 - whatever the command gives
        """What Redis answers; StoreUnavailable with a sentence when it does not."""
        try:
            async with self._gate, asyncio.timeout(ANSWER_S):
                return await question
        except ReadOnlyError as error:  # the next try looks the address up again: it may name another server by then
            await self._connections.let_go()
            raise StoreUnavailable(why(error)) from error
        except (RedisError, OSError) as error:
            raise StoreUnavailable(why(error)) from error

    async def check(self) -> None:
        """SetupError when this Redis cannot be used."""
        try:
            async with asyncio.timeout(ANSWER_S):
                await self._check()
        except (RedisError, OSError) as error:
            raise SetupError(f"{self.where}: {why(error)}") from error

    async def _check(self) -> None:
        for server in await self.primaries():
            about = await server.info("server")
            version = str(about["redis_version"])
            if int(version.partition(".")[0]) < LEAST_MAJOR:
                raise SetupError(f"{self.where}: is Redis {version}; Bistand needs {LEAST_MAJOR} or newer")
            if about.get("redis_mode") == "cluster" and not self.is_cluster:
                raise SetupError(f"{self.where}: is a Redis Cluster; write redis+cluster:// in BISTAND_STORE")

    async def primaries(self) -> list[Redis]:
        """A client for every server that takes writes: one, but in a Cluster."""
        self._open(self._connections.writes)
        return await self._connections.primaries()

    async def by_score(self, indices: Sequence[str], until: float, limit: int) -> list[tuple[float, str, bytes]]:
        """Score, index and member of the least of several sorted sets, at or below `until`, least first."""
        pipeline = self.reads.pipeline(transaction=False)
        for index in indices:
            pipeline.zrangebyscore(index, "-inf", until, start=0, num=limit, withscores=True)
        found = await self.answer(pipeline.execute())
        rows = [
            (float(score), index, member)
            for index, of_index in zip(indices, found, strict=True)
            for member, score in of_index
        ]
        return sorted(rows)[:limit]

    async def least_score(self, indices: Sequence[str]) -> float | None:
        """The least score of several sorted sets, or None when all are empty."""
        pipeline = self.reads.pipeline(transaction=False)
        for index in indices:
            pipeline.zrange(index, 0, 0, withscores=True)
        found = await self.answer(pipeline.execute())
        return min((float(score) for of_index in found for _, score in of_index), default=None)

    async def close(self) -> None:
        """Let go of every connection."""
        self._is_closed = True
        await self._connections.close()

    def _open(self, client: Redis) -> Redis:
        if self._is_closed:
            raise StoreUnavailable("the store is closed")
        return client


def why(error: Exception) -> str:
    """One sentence for what Redis says, with what to do about it; nothing of what was asked."""
    said = str(error)
    sentence = next((sentence for words, sentence in BY_WORDS.items() if words in said), None)
    if sentence is None:
        sentence = next((sentence for kind, sentence in BY_KIND.items() if isinstance(error, kind)), None)
    return sentence or f"Redis does not do what the store needs ({type(error).__name__}); look into its log"


BY_WORDS = {
    "MISCONF": "Redis cannot write to its disk; make room in its folder, or look into its log",
    "NOREPLICAS": "Redis has too few replicas to take writes; bring them back or lower 'min-replicas-to-write'",
    "max number of clients": "Redis takes no more connections; raise its 'maxclients'",
    "No connection available": "Redis answers too slowly: every connection is in use; look at its load",
    "CLUSTERDOWN": "a part of the Redis Cluster is down; look at `redis-cli --cluster check`",
    "No master found": "the Sentinels know of no primary that works; look at `redis-cli -p 26379 sentinel masters`",
    "MASTERDOWN": "this Redis is a replica that has lost its primary; point BISTAND_STORE to the primary",
    "BUSY": "Redis is busy with a script; wait, or end it with SCRIPT KILL",
}
TOO_LATE = "Redis does not answer in time; look at its load and at the network to it"
# the more special before what it is a kind of
BY_KIND: Mapping[type[Exception], str] = {
    AuthenticationError: "Redis refuses user or password; put the right ones into BISTAND_STORE",
    BusyLoadingError: "Redis is still reading its data and answers once it has; try again",
    NoPermissionError: "Redis does not allow this user what the store needs; give it the rights that the README lists",
    OutOfMemoryError: "Redis has no memory left; raise its 'maxmemory'",
    ReadOnlyError: "this Redis is a replica and may only be read; point BISTAND_STORE to the primary",
    TooLate: TOO_LATE,
    TimeoutError: TOO_LATE,
    Unreachable: "Redis cannot be reached; check that it runs where BISTAND_STORE says",
    OSError: "Redis cannot be reached; check that it runs where BISTAND_STORE says",
}


async def warnings_of(client: RedisClient) -> list[str]:
    """What is set so that acknowledged events may be lost, in sentences."""
    servers = await client.answer(client.primaries())
    found = [await _warnings_of(client, server) for server in servers]
    return list(dict.fromkeys(sentence for of_server in found for sentence in of_server))


async def _warnings_of(client: RedisClient, server: Redis) -> list[str]:
    persistence: dict[str, Any] = await client.answer(server.info("persistence"))
    memory: dict[str, Any] = await client.answer(server.info("memory"))
    warnings = []
    if not persistence.get("aof_enabled"):
        warnings.append(
            "Redis keeps no append-only file: when it stops, events acknowledged since its last snapshot are lost;"
            " set 'appendonly yes'"
        )
    elif persistence.get("aof_last_write_status", "ok") != "ok":
        warnings.append("Redis could not write its append-only file; make room on its disk")
    policy = str(memory.get("maxmemory_policy", ""))
    if policy.startswith("allkeys"):
        warnings.append(
            f"Redis may throw conversations away when memory is short (maxmemory-policy {policy});"
            " set 'maxmemory-policy noeviction'"
        )
    return warnings
