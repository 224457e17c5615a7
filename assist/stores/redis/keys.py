"""The names of everything Bistand keeps in Redis, and what shares a slot.

A conversation belongs to one of sixteen shards. All of its own keys and its shard's indices (timers, queue,
notices that are due) have the same hash tag, so they lie in one slot of a Redis Cluster and one script may
change them together: a step, its timer and its place in the queue are one atomic write, and no index can be
older or newer than what it points to. With a tag of its own for each conversation the indices would lie
elsewhere, be written before or after, and want repair after each crash. The tags are chosen so that their
slots lie evenly over a Cluster's 16,384; what asks for the earliest of all asks sixteen sorted sets at once.

    bistand:{12}:acme/c1:head        hash: state, opening, version, last_seq, epoch, wake_at, place in the queue
    bistand:{12}:acme/c1:log         stream: entry number n has the id n-0
    bistand:{12}:acme/c1:accepted    hash: event id -> number
    bistand:{12}:acme/c1:suppressed  list
    bistand:{12}:acme/c1:notices     hash: id/target -> number/tries/body
    bistand:{12}:acme/c1:parcels     set: names of what desks have told of it that is not in its log yet
    bistand:{12}:parcel:acme/ab12    hash: of, desk, at, body, epoch, entry, tries, lost; of a dead one died and why
    bistand:{12}:inbox:acme          stream, read by one consumer group: the names of parcels that wait
    bistand:{12}:later:acme          sorted set: entries of the inbox by the time of the next try, where it was put off
    bistand:{12}:dead:acme           stream: the names of dead parcels
    bistand:{12}:known:acme          sorted set: names of parcels by the time until which they are known
    bistand:{12}:timers              sorted set: acme/c1 by wake_at
    bistand:{12}:due                 sorted set: number/acme/c1/id/target by the time of the next try
    bistand:{12}:queue:acme:2        sorted set: agent/c1 by the time of the last change; 1 is open, 2 awaits a reply
    bistand:{12}:ended:acme          sorted set: acme/c1 by its own time, of those that are ended
    bistand:{12}:scores:acme         hash: acme/c1 -> when it began/what the scorecards count of it
    bistand:{12}:scored:acme         sorted set: acme/c1 by its own time, of those that count
    bistand:{12}:owing:acme          the same, of those whose customer waits or was promised something
    bistand:{12}:customers:acme      sorted set: customer/acme/c1, by name
    bistand:{12}:erased              how many erasures the files on disk may still hold bytes of
    bistand:{12}:kept:acme/moment    hash: a workspace's own data
    bistand:{12}:incarnation         hash: the history that the shard is of, and the salt that came with it
    bistand:{12}:editions            hash: workspace -> how often its own data was changed in this shard
    bistand:{12}:names:acme/revoked  sorted set: remembered names by the time until which they are
    bistand:{12}:audit:acme          sorted set: lines of the audit trail, by their id

Names are written in percent-encoding, so that `/`, `:` and `{` are only ever ours. What a stream has held stays in its
nodes and in Redis' files after XDEL, until a whole node is empty: so the inbox names parcels, by digests, and what they
say and of whom is in hashes, which forget.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote
from zlib import crc32

from assist.ports import Key, Summary

# The first numbers whose slots (CRC16 of the tag, modulo 16,384) lie in the first, second ... 1,024 slots.
TAGS = (10, 3, 61, 43, 11, 2, 60, 42, 12, 1, 63, 41, 13, 0, 62, 40)
OPEN, AWAITING = 1, 2
QUEUES = range(4)


def path(*names: str) -> str:
    """Names of any characters as one, which can be taken apart again."""
    return "/".join(quote(name, safe="") for name in names)


def names(joined: str | bytes) -> list[str]:
    """What `path` joined."""
    return [unquote(name) for name in (joined if isinstance(joined, str) else joined.decode()).split("/")]


def path_of(key: Key) -> str:
    """A conversation's name as part of other names."""
    return path(key.workspace, key.conversation)


def place(key: Key, summary: Summary) -> tuple[str, int]:
    """Where the queue shows a conversation: its member, and which of the four queues."""
    return path(summary.agent, key.conversation), OPEN * summary.is_open + AWAITING * summary.awaiting_reply


def queues(is_open: bool | None, awaiting_reply: bool | None) -> list[int]:
    """The queues whose conversations fit."""
    wanted = ((is_open, OPEN), (awaiting_reply, AWAITING))
    return [queue for queue in QUEUES if all(flag in {None, bool(queue & bit)} for flag, bit in wanted)]


@dataclass(frozen=True, slots=True)
class Names:
    """The keys of one Bistand; `prefix` tells it from others in the same Redis."""

    prefix: str

    @property
    def layout(self) -> str:
        """The number of this layout, so that a later one is not taken for it."""
        return f"{self.prefix}:layout"

    @property
    def rewritten(self) -> str:
        """Up to which of each shard's erasures the files on disk were written anew."""
        return f"{self.prefix}:rewritten"

    @property
    def alive(self) -> str:
        """What is written to see whether writing works."""
        return f"{self.prefix}:alive"

    @property
    def doorbell(self) -> str:
        """The channel on which every process says what it has written."""
        return f"{self.prefix}:doorbell"

    def shards(self, name: str) -> list[str]:
        """An index of every shard."""
        return [f"{self.prefix}:{{{tag}}}:{name}" for tag in TAGS]

    def queues(self, workspace: str, wanted: Iterable[int]) -> list[list[str]]:
        """Some queues of a workspace, by shard."""
        by_queue = [self.shards(f"queue:{quote(workspace, safe='')}:{queue}") for queue in wanted]
        return [list(of_shard) for of_shard in zip(*by_queue, strict=True)]

    def any_queue(self, wanted: Iterable[int]) -> str:
        """A pattern (of SCAN) for such queues of every workspace."""
        return f"{self.prefix}:{{*}}:queue:*:[{''.join(str(queue) for queue in wanted)}]"

    def ended(self, workspace: str) -> list[str]:
        """The ended conversations of a workspace, by shard."""
        return self.shards(f"ended:{quote(workspace, safe='')}")

    def scores(self, workspace: str, index: str) -> list[tuple[str, str]]:
        """An index of a workspace's scores (`scored` or `owing`) and the scores themselves, by shard."""
        own = quote(workspace, safe="")
        return list(zip(self.shards(f"{index}:{own}"), self.shards(f"scores:{own}"), strict=True))

    def customers(self, workspace: str) -> list[str]:
        """The conversations of a workspace by their customers' ids, by shard."""
        return self.shards(f"customers:{quote(workspace, safe='')}")

    def audit(self, workspace: str) -> str:
        """The audit trail of a workspace."""
        return f"{self._shard(path(workspace, 'audit'))}:audit:{quote(workspace, safe='')}"

    def of(self, key: Key, name: str) -> str:
        """A key of a conversation."""
        return f"{self._shard(path_of(key))}:{path_of(key)}:{name}"

    def step(self, key: Key) -> list[str]:
        """Everything that a step or an erasure touches, in the order the scripts know."""
        shard, own, workspace = self._shard(path_of(key)), path_of(key), quote(key.workspace, safe="")
        return [
            *(f"{shard}:{own}:{name}" for name in ("head", "log", "accepted", "suppressed", "notices")),
            *(f"{shard}:{name}" for name in ("timers", "due", "erased", f"ended:{workspace}")),
            *(f"{shard}:queue:{workspace}:{number}" for number in QUEUES),
            *(f"{shard}:{name}:{workspace}" for name in ("scored", "owing", "scores")),
            f"{shard}:customers:{workspace}",
            *(f"{shard}:{name}:{workspace}" for name in ("inbox", "dead", "later")),
            f"{shard}:{own}:parcels",
        ]

    def inbox(self, workspace: str, name: str) -> list[str]:
        """A part of a workspace's inbox (`inbox`, `dead`, `later` or `known`), by shard."""
        return self.shards(f"{name}:{quote(workspace, safe='')}")

    def inbox_of(self, key: Key, name: str) -> str:
        """The same of a conversation's shard."""
        return f"{self._shard(path_of(key))}:{name}:{quote(key.workspace, safe='')}"

    def parcels(self, workspace: str) -> list[str]:
        """What the parcels of a workspace are called before their own names, by shard."""
        return self.shards(f"parcel:{quote(workspace, safe='')}/")

    def parcels_of(self, key: Key) -> str:
        """The same of a conversation's shard."""
        return f"{self._shard(path_of(key))}:parcel:{quote(key.workspace, safe='')}/"

    def due(self, key: Key) -> str:
        """The notices that are due of a conversation's shard."""
        return f"{self._shard(path_of(key))}:due"

    def erased(self, key: Key) -> str:
        """The count of erasures of a conversation's shard."""
        return f"{self._shard(path_of(key))}:erased"

    def kept(self, workspace: str, kind: str) -> str:
        """A workspace's own data of one kind."""
        return f"{self._shard(path(workspace, kind))}:kept:{path(workspace, kind)}"

    def incarnation(self, key: Key) -> str:
        """The incarnation of a conversation's shard."""
        return f"{self._shard(path_of(key))}:incarnation"

    def editions(self, workspace: str, kind: str) -> str:
        """The editions of the shard of a workspace's own data of one kind."""
        return f"{self._shard(path(workspace, kind))}:editions"

    def remembered(self, workspace: str, kind: str) -> str:
        """The remembered names of one kind."""
        return f"{self._shard(path(workspace, kind))}:names:{path(workspace, kind)}"

    def _shard(self, name: str) -> str:
        return f"{self.prefix}:{{{TAGS[crc32(name.encode()) % len(TAGS)]}}}"
