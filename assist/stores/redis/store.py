"""The store for several processes: Redis 7, one script a step.

An acknowledgement means what Redis' `appendfsync` says: with `always` the step is on disk; with `everysec` it
survives the end of this process, and a kill of Redis or a loss of power may take the last two seconds.

Any process may serve any conversation: the version check lets one of two writers through, and the other reads
again. A timer that several processes find due fires once for the same reason. See keys.py for what is kept and
why it is whole.
"""

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

from assist.errors import Conflict
from assist.ports import IN_NO_QUEUE, Append, Change, Key, LogEntry, Notice, Saved, Summary
from assist.stores.redis import doorbell, scores
from assist.stores.redis.address import Address
from assist.stores.redis.audit import RedisAudit
from assist.stores.redis.client import RedisClient, warnings_of
from assist.stores.redis.erasure import Rewriting
from assist.stores.redis.inbox import RedisInbox
from assist.stores.redis.incarnation import kept_version, told_epoch, told_version
from assist.stores.redis.keys import AWAITING, OPEN, names, path, path_of, place, queues
from assist.stores.redis.layout import prepare
from assist.stores.redis.notices import Notices
from assist.stores.redis.scripts import Scripts
from assist.stores.rings import ring

FIRST_VERSIONS = 2**40


class RedisStore:
    """The `Store` contract over one Redis."""

    def __init__(self, client: RedisClient) -> None:
        self._redis = client
        self._names = client.names
        self._writing, self._reading = Scripts(client.writes), Scripts(client.reads)
        self._notices = Notices(client, self._writing)
        self.audit = RedisAudit(client)
        self._rewriting = Rewriting(client)
        self.inbox = RedisInbox(client, self._writing, self._rewriting)
        self._process = secrets.token_hex(8)

    @classmethod
    async def open(cls, url: str) -> "RedisStore":
        """The store at `redis://HOST:PORT/DB?prefix=NAME`; SetupError when it cannot be used."""
        client = RedisClient(Address.read(url))
        try:
            await client.check()
            await prepare(client)
        except BaseException:
            await client.close()
            raise
        return cls(client)

    async def create(self, key: Key, state: bytes, opening: bytes, summary: Summary, parcel: str = "") -> bool:
        """Store a new conversation under a fresh epoch; False when that key exists already, or the parcel is gone."""
        version, epoch = secrets.randbelow(FIRST_VERSIONS), secrets.token_hex(8)
        about = (*place(key, summary), _ended_at(summary), *_score(summary), path(summary.customer), parcel)
        given = (state, opening, version, epoch, path_of(key), *about)
        client = self._redis.writes
        made = await self._redis.answer(self._writing.create(self._names.step(key), given, client))
        return bool(made)

    async def load(self, key: Key) -> Saved | None:
        """The conversation, or None."""
        fields = ["state", "opening", "version", "last_seq", "epoch", "wake_at"]
        pipeline = self._redis.reads.pipeline(transaction=False)
        pipeline.hmget(self._names.of(key, "head"), fields)
        pipeline.hget(self._names.incarnation(key), "salt")
        found, salt = await self._redis.answer(pipeline.execute())
        state, opening, version, last_seq, epoch, wake_at = found
        if version is None:
            return None
        told, at = told_version(salt, version), float(wake_at) if wake_at else None
        return Saved(state, opening, told, int(last_seq), told_epoch(salt, epoch), at)

    async def accepted(self, key: Key, event_ids: Sequence[str]) -> dict[str, int]:
        """Which of these events are in the log already, with their numbers."""
        if not event_ids:
            return {}
        name = self._names.of(key, "accepted")
        found = await self._redis.answer(self._redis.reads.hmget(name, list(event_ids)))
        return {event: int(seq) for event, seq in zip(event_ids, found, strict=True) if seq is not None}

    async def append(self, key: Key, version: int, step: Append) -> int:
        """Add to the log if the conversation is still at `version`; the number of the first new entry."""
        lists: tuple[Sequence[Any], ...] = (
            step.bodies,
            [(event, index) for event, index in step.event_ids.items()],
            step.suppressed,
            [(path(one.id, one.target), one.body) for one in step.notices],
        )
        given = (
            *(kept_version(version), step.state, "" if step.wake_at is None else repr(step.wake_at)),
            *(path_of(key), *place(key, step.summary), _ended_at(step.summary)),
            *(self._names.doorbell, ring(self._process, Change(key, step.wake_at, bool(step.notices)))),
            *_score(step.summary),
            path(step.summary.customer),
            *(argument for one in lists for argument in _flat(one)),
        )
        client = self._redis.writes
        first = await self._redis.answer(self._writing.append(self._names.step(key), given, client))
        if not first:
            raise Conflict(f"Conversation {key.conversation!r} has moved on since it was read; try again")
        return int(first)

    async def entries(self, key: Key, after: int, limit: int) -> list[LogEntry]:
        """Log entries with numbers above `after`, in order."""
        name = self._names.of(key, "log")
        found = await self._redis.answer(self._redis.reads.xrange(name, f"({after}-0", "+", limit))
        return [LogEntry(int(number.partition(b"-")[0]), fields[b"body"]) for number, fields in found]

    async def suppressed(self, key: Key) -> list[bytes]:
        """What was held back, oldest first."""
        name = self._names.of(key, "suppressed")
        return list(await self._redis.answer(self._redis.reads.lrange(name, 0, -1)))

    async def listed(
        self,
        workspace: str,
        *,
        is_open: bool | None,
        awaiting_reply: bool | None,
        agent: str | None,
        limit: int,
    ) -> list[tuple[str, Summary]]:
        """Conversations of a workspace that fit, latest change first."""
        wanted = queues(is_open, awaiting_reply)
        given: list[int | str] = [limit, "" if agent is None else path(agent, ""), path(IN_NO_QUEUE, ""), *wanted]
        rows: list[tuple[int, bytes, int]] = []
        for flat in await self._queues(self._names.queues(workspace, wanted), given):
            rows += [(int(flat[n]), flat[n + 1], int(flat[n + 2])) for n in range(0, len(flat), 3)]
        rows.sort(key=lambda row: row[0], reverse=True)
        return [_listed(member, queue) for _, member, queue in rows[:limit]]

    async def _queues(self, shards: Sequence[list[str]], given: list[int | str]) -> list[list[bytes]]:
        """What the script finds in the queues of each shard."""
        if self._redis.is_cluster:  # whose pipelines take no scripts
            asked = [self._redis.answer(self._reading.listed(keys, given, self._redis.reads)) for keys in shards]
            return list(await asyncio.gather(*asked))
        pipeline = self._redis.reads.pipeline(transaction=False)
        for keys in shards:
            await self._reading.listed(keys, given, pipeline)
        found: list[list[bytes]] = await self._redis.answer(pipeline.execute())
        return found

    async def due(self, now: float, limit: int) -> list[Key]:
        """Conversations whose timer is at or before `now`, earliest first."""
        found = await self._redis.by_score(self._names.shards("timers"), now, limit)
        return [Key(*names(member)) for _, _, member in found]

    async def next_wake(self) -> float | None:
        """The earliest timer of all, or None."""
        return await self._redis.least_score(self._names.shards("timers"))

    async def ended(self, workspace: str, by: float, limit: int) -> list[Key]:
        """Conversations of a workspace that are ended and whose own time is at or before `by`, earliest first."""
        found = await self._redis.by_score(self._names.ended(workspace), by, limit)
        return [Key(*names(member)) for _, _, member in found]

    async def scores(
        self, workspace: str, since: float, until: float, *, owing: bool = False
    ) -> list[tuple[str, bytes]]:
        """The scores of a workspace's conversations that fall into a time."""
        return await scores.between(self._redis, workspace, since, until, "owing" if owing else "scored")

    async def of_customer(self, workspace: str, customer: str, limit: int) -> list[Key]:
        """The conversations of a customer, by any id that they had in them."""
        pipeline = self._redis.reads.pipeline(transaction=False)
        for shard in self._names.customers(workspace):
            pipeline.zrangebylex(shard, f"[{path(customer)}/", f"({path(customer)}0", 0, limit)  # 0 comes after /
        found = await self._redis.answer(pipeline.execute())
        return sorted(Key(*names(member)[1:]) for members in found for member in members)[:limit]

    async def erase(self, key: Key, ended_by: float | None = None) -> bool:
        """Remove every trace of a conversation, down to its bytes on disk (see erasure.py for when)."""
        time = "" if ended_by is None else repr(ended_by)
        rung = ring(self._process, Change(key))
        given = (path_of(key), time, self._names.doorbell, rung, self._names.parcels_of(key))
        client = self._redis.writes
        gone = await self._redis.answer(self._writing.erase(self._names.step(key), given, client))
        if gone:
            self._rewriting.want()
        return bool(gone)

    async def claim_notices(self, now: float, until: float, limit: int) -> list[Notice]:
        """Notices due at or before `now`, earliest first; nobody else is given them before `until`."""
        return await self._notices.claim(now, until, limit)

    async def settle_notice(self, notice: Notice, again_at: float | None) -> None:
        """Let go of a claimed notice that was told or is given up (None); else make it due again."""
        await self._notices.settle(notice, again_at)

    async def next_notice(self) -> float | None:
        """When the earliest notice is due, or None."""
        return await self._redis.least_score(self._names.shards("due"))

    async def remember(self, workspace: str, kind: str, name: str, until: float) -> None:
        """Know a name of this kind until that time, at least."""
        known = self._names.remembered(workspace, kind)
        await self._redis.answer(self._redis.writes.zadd(known, {name: until}, gt=True))

    async def recall(self, workspace: str, kind: str, name: str, now: float) -> bool:
        """Whether the name is remembered at `now`; those that need not be are forgotten."""
        known = self._names.remembered(workspace, kind)
        pipeline = self._redis.writes.pipeline(transaction=False)
        pipeline.zremrangebyscore(known, "-inf", f"({now!r}")
        pipeline.zscore(known, name)
        _, until = await self._redis.answer(pipeline.execute())
        return until is not None

    async def remembered(self, workspace: str, kind: str, now: float) -> list[str]:
        """Every name of this kind that is remembered at `now`."""
        known = self._names.remembered(workspace, kind)
        found = await self._redis.answer(self._redis.reads.zrangebyscore(known, now, "+inf"))
        return [name.decode() for name in found]

    async def put(self, workspace: str, kind: str, name: str, body: bytes, *, is_edition: bool = True) -> None:
        """Keep a workspace's own data (a moment of its playbook, its standards)."""
        if not is_edition:
            await self._redis.answer(self._redis.writes.hset(self._names.kept(workspace, kind), name, body))
            return
        touched = [self._names.kept(workspace, kind), self._names.editions(workspace, kind)]
        rung = ring(self._process, Change(workspace=workspace))
        given = (name, body, workspace, self._names.doorbell, rung)
        await self._redis.answer(self._writing.put(touched, given, self._redis.writes))

    async def all_of(self, workspace: str, kind: str) -> dict[str, bytes]:
        """Everything kept under `kind`, by name."""
        found = await self._redis.answer(self._redis.reads.hgetall(self._names.kept(workspace, kind)))
        return {name.decode(): body for name, body in found.items()}

    async def editions(self) -> dict[str, int]:
        """By workspace how often `put` has changed its own data."""
        pipeline = self._redis.reads.pipeline(transaction=False)
        for shard in self._names.shards("editions"):
            pipeline.hgetall(shard)
        counts = Counter[str]()
        for found in await self._redis.answer(pipeline.execute()):
            counts.update({workspace.decode(): int(count) for workspace, count in found.items()})
        return dict(counts)

    def changes(self) -> AsyncIterator[Change]:
        """What other processes write, for ever."""
        return doorbell.changes(self._redis, self._process)

    async def warnings(self) -> list[str]:
        """What is set so that acknowledged events may be lost."""
        return await warnings_of(self._redis)

    async def ping(self) -> None:
        """Return when Redis takes writes: a replica, a full disk and a full memory do not."""
        await self._redis.answer(self._redis.writes.set(self._names.alive, b"", px=60_000))

    async def close(self) -> None:
        """Let go of every connection."""
        await self._rewriting.close()
        await self._redis.close()


def _ended_at(summary: Summary) -> str:
    return "" if summary.is_open else repr(summary.at)


def _score(summary: Summary) -> tuple[str, bytes, str]:
    score = summary.score
    return repr(summary.at), b"" if score is None else scores.to_value(score), "1" if score and score.owes else "0"


def _flat(one: Sequence[Any]) -> Iterable[Any]:
    yield len(one)
    for item in one:
        if isinstance(item, tuple):
            yield from item
        else:
            yield item


def _listed(member: bytes, queue: int) -> tuple[str, Summary]:
    agent, conversation = names(member)
    return conversation, Summary(agent, bool(queue & OPEN), bool(queue & AWAITING))
