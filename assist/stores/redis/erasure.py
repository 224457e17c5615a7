"""Erasing down to the bytes on Redis' disk.

What is deleted stays in the append-only file, and in the snapshot if there is one, until Redis writes them
anew. An erasure counts itself in its shard's `erased`, in the same script. A task of each process has Redis
rewrite its files, at once after the first erasure and then at most once a minute. Up to which count that has
ended well is kept in `rewritten`, so that another process, or the next start, does what this one could not. An
acknowledged erasure is gone from every answer at once, and from the primary's disk within about a minute;
replicas rewrite theirs when they are told to, and backups are not reached.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import structlog

from assist.errors import StoreUnavailable
from assist.stores.redis.client import RedisClient

if TYPE_CHECKING:
    from redis.asyncio import Redis

log = structlog.get_logger(__name__)

INTERVAL_S = 60.0
TRIES = 3
LOOK_S = 0.1  # how often a rewriting that goes on is looked at
RUNNING = ("aof_rewrite_in_progress", "aof_rewrite_scheduled", "rdb_bgsave_in_progress")
WELL = ("aof_last_bgrewrite_status", "rdb_last_bgsave_status")


class Rewriting:
    """One task that waits for erasures."""

    def __init__(self, client: RedisClient) -> None:
        self._client = client
        self._wanted = asyncio.Event()
        self._wanted.set()  # the last process may have left something undone
        self._task = asyncio.create_task(self._run(), name="store-rewriting")

    def want(self) -> None:
        """Say that something was erased."""
        self._wanted.set()

    async def close(self) -> None:
        """Stop; what is undone is done by another process or at the next start."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):  # what others left undone is found in time too
                async with asyncio.timeout(INTERVAL_S):
                    await self._wanted.wait()
            self._wanted.clear()
            try:
                if counts := await self._undone():
                    await self._rewrite()
                    marked = self._client.writes.zadd(self._client.names.rewritten, counts, gt=True)
                    await self._client.answer(marked)
                    await asyncio.sleep(INTERVAL_S)
            except StoreUnavailable as error:
                log.warning("erased_bytes_stay_on_disk", why=error.detail)
                self._wanted.set()
                await asyncio.sleep(INTERVAL_S)

    async def _undone(self) -> dict[str, float]:
        """The shards with erasures that no rewriting has followed, and how many erasures each has had."""
        shards = self._client.names.shards("erased")
        pipeline = self._client.reads.pipeline(transaction=False)
        for shard in shards:
            pipeline.get(shard)
        pipeline.zrange(self._client.names.rewritten, 0, -1, withscores=True)
        *counts, rewritten = await self._client.answer(pipeline.execute())
        done = {shard.decode(): count for shard, count in rewritten}
        return {
            shard: float(count)
            for shard, count in zip(shards, counts, strict=True)
            if count and float(count) > done.get(shard, 0)
        }

    async def _rewrite(self) -> None:
        """Have the files of every server written anew, one after the other; StoreUnavailable when one could not be."""
        for server in await self._client.answer(self._client.primaries()):
            await self._rewrite_of(server)

    async def _rewrite_of(self, server: "Redis") -> None:
        if (await self._settled(server))["aof_enabled"]:
            await self._order(server, server.bgrewriteaof)
        if (await self._client.answer(server.config_get("save"))).get("save"):
            await self._order(server, server.bgsave)
        about = await self._settled(server)
        if any(about.get(name, "ok") != "ok" for name in WELL):
            raise StoreUnavailable("Redis could not write its files anew; look into its log")

    async def _order(self, server: "Redis", order: Callable[[], Awaitable[Any]]) -> None:
        """Begin a rewriting; one that runs already may have begun before the erasure, so it is waited for."""
        for tries_left in reversed(range(TRIES)):
            await self._settled(server)
            try:
                await self._client.answer(order())
                return
            except StoreUnavailable:  # another process was quicker
                if not tries_left:
                    raise

    async def _settled(self, server: "Redis") -> dict[str, Any]:
        while True:
            about: dict[str, Any] = await self._client.answer(server.info("persistence"))
            if not any(about.get(name) for name in RUNNING):
                return about
            await asyncio.sleep(LOOK_S)
