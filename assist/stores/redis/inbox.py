"""Parcels in Redis: a stream of names for each shard of a workspace, read by a consumer group.

Whoever is given a parcel claims it again and again (`hold`); XAUTOCLAIM finds those whose holder is silent. What is put
off leaves the group's list of what is held, and is claimed into it again when it is due.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from assist.errors import NotFound
from assist.inbox import Counts, Parcel
from assist.ports import Key
from assist.stores.redis.client import RedisClient
from assist.stores.redis.erasure import Rewriting
from assist.stores.redis.keys import names, path, path_of
from assist.stores.redis.scripts import Scripts

GROUP = "bistand"
KNOWN, NOT_BEGUN = 0, 1


class RedisInbox:
    """The `Inbox` contract over one Redis."""

    def __init__(self, client: RedisClient, scripts: Scripts, rewriting: Rewriting) -> None:
        self._redis = client
        self._names = client.names
        self._scripts = scripts
        self._rewriting = rewriting

    async def add(self, parcel: Parcel, until: float, *, take: bool, is_begun: bool = True) -> list[Parcel] | None:
        """Keep a parcel, unless its name is known (None)."""
        key, prefix = parcel.key, self._names.parcels_of(parcel.key)
        shared = [self._names.inbox_of(key, name) for name in ("inbox", "known")]
        own = [self._names.of(key, name) for name in ("head", "parcels")]
        keys = [*shared, *own, self._names.inbox_of(key, "customers"), f"{prefix}{parcel.name}"]
        given: tuple[str | bytes | int, ...] = (
            *(prefix, parcel.name, repr(parcel.at), repr(until), path_of(key), int(is_begun), int(take)),
            parcel.desk,
            parcel.body,
            *map(path, parcel.customers),
        )
        found = await self._redis.answer(self._scripts.deliver(keys, given, self._redis.writes))
        if found == NOT_BEGUN:
            raise NotFound(f"There is no conversation {key.conversation!r} in this workspace")
        return None if found == KNOWN else _parcels(found)

    async def take(self, workspace: str, now: float, silent_s: float, limit: int) -> list[Parcel]:
        """Parcels to work on, earliest first of each shard, the shards in no order."""
        inboxes, later = self._names.inbox(workspace, "inbox"), self._names.inbox(workspace, "later")
        lengths = await self._lengths(inboxes)
        shards = list(zip(inboxes, later, self._names.parcels(workspace), lengths, strict=True))
        random.shuffle(shards)
        taken: list[Parcel] = []
        for inbox, put_off, prefix, length in shards:
            if length and len(taken) < limit:
                given = (prefix, repr(now), int(silent_s * 1000), limit - len(taken))
                asked = self._scripts.take([inbox, put_off], given, self._redis.writes)
                taken += _parcels(await self._redis.answer(asked))
        return sorted(taken, key=lambda parcel: parcel.at)

    async def hold(self, parcels: Sequence[Parcel], now: float) -> set[str]:
        """Say that these are still being worked on; the names of those that are there."""
        held: dict[str, dict[str, str]] = {}
        for parcel in parcels:
            held.setdefault(self._names.inbox_of(parcel.key, "inbox"), {})[parcel.ticket] = parcel.name
        if not held:
            return set()
        pipeline = self._redis.writes.pipeline(transaction=False)
        for inbox, tickets in held.items():
            pipeline.xclaim(inbox, GROUP, GROUP, 0, list(tickets), justid=True)
        claimed = await self._redis.answer(pipeline.execute())
        return {
            tickets[ticket.decode()] for tickets, found in zip(held.values(), claimed, strict=True) for ticket in found
        }

    async def settle(self, parcel: Parcel, again_at: float | None = None) -> bool:
        """Let go of a parcel that is done, or put it off."""
        return await self._unload(parcel, "done" if again_at is None else "again", again_at or 0.0)

    async def bury(self, parcel: Parcel, died: float, why: str) -> bool:
        """Make it a dead letter."""
        return await self._unload(parcel, "dead", died, why)

    async def drop(self, parcel: Parcel) -> bool:
        """Remove a parcel unused, down to its bytes (see erasure.py for when)."""
        is_gone = await self._unload(parcel, "dropped")
        if is_gone:
            self._rewriting.want()
        return is_gone

    async def dead(self, workspace: str, limit: int) -> list[Parcel]:
        """Dead letters of a workspace, earliest first."""
        pipeline = self._redis.reads.pipeline(transaction=False)
        for dead in self._names.inbox(workspace, "dead"):
            pipeline.xrange(dead, count=limit)
        found = await self._redis.answer(pipeline.execute())
        prefixes = self._names.parcels(workspace)
        rows = sorted(
            ([int(number) for number in entry.split(b"-")], f"{prefix}{fields[b'parcel'].decode()}")
            for prefix, entries in zip(prefixes, found, strict=True)
            for entry, fields in entries
        )
        return await self._dead([name for _, name in rows[:limit]])

    async def find(self, workspace: str, name: str) -> Parcel | None:
        """The dead letter of that name."""
        found = await self._dead([f"{prefix}{name}" for prefix in self._names.parcels(workspace)])
        return found[0] if found else None

    async def counts(self, workspace: str) -> Counts:
        """How many there are."""
        inboxes, dead = self._names.inbox(workspace, "inbox"), self._names.inbox(workspace, "dead")
        lengths = await self._lengths([*inboxes, *dead])
        return Counts(sum(lengths[: len(inboxes)]), sum(lengths[len(inboxes) :]))

    async def _lengths(self, streams: Sequence[str]) -> list[int]:
        pipeline = self._redis.reads.pipeline(transaction=False)
        for stream in streams:
            pipeline.xlen(stream)
        return [int(length) for length in await self._redis.answer(pipeline.execute())]

    async def _dead(self, keys: Sequence[str]) -> list[Parcel]:
        pipeline = self._redis.reads.pipeline(transaction=False)
        for key in keys:
            pipeline.hgetall(key)
        found = await self._redis.answer(pipeline.execute()) if keys else []
        return [_parcel(key.rpartition("/")[2], kept) for key, kept in zip(keys, found, strict=True) if b"died" in kept]

    async def _unload(self, parcel: Parcel, what: str, at: float = 0.0, why: str = "") -> bool:
        key = parcel.key
        shared = [self._names.inbox_of(key, name) for name in ("inbox", "dead", "later")]
        own = [self._names.of(key, "parcels"), f"{self._names.parcels_of(key)}{parcel.name}"]
        given = (parcel.name, int(bool(parcel.died)), what, repr(at), why)
        keys = [*shared, *own, self._names.erased(key)]
        return bool(await self._redis.answer(self._scripts.unload(keys, given, self._redis.writes)))


def _parcels(found: Sequence[Any]) -> list[Parcel]:
    return [_parcel(name.decode(), dict(zip(kept[::2], kept[1::2], strict=True))) for name, kept in found]


def _parcel(name: str, kept: Mapping[bytes, bytes]) -> Parcel:
    text = {field.decode(): value.decode() for field, value in kept.items() if field != b"body"}
    return Parcel(
        *(Key(*names(text["of"])), name, text["desk"], kept[b"body"], float(text["at"]), (), text["epoch"]),
        *(int(text["tries"]), int(text["lost"]), text["entry"], float(text.get("died", 0)), text.get("why", "")),
    )
