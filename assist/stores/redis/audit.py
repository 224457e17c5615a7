"""The audit trail in Redis: a sorted set a workspace, whose members sort by their id and so by time.

A line takes about 260 bytes of memory there. Lines of one agent or conversation are looked for page by page.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from urllib.parse import quote

from assist.ports import AuditAsked, AuditLine
from assist.stores.redis.client import RedisClient
from assist.stores.redis.keys import names, path

PAGE = 1_000


class RedisAudit:
    """The `AuditTrail` contract over one Redis."""

    def __init__(self, client: RedisClient) -> None:
        self._redis = client

    async def add(self, lines: Sequence[AuditLine]) -> None:
        """Keep lines; one that is kept already is the same."""
        by_workspace = sorted(lines, key=lambda line: line.workspace)
        pipeline = self._redis.writes.pipeline(transaction=False)
        for workspace, of_it in groupby(by_workspace, lambda line: line.workspace):
            pipeline.zadd(self._redis.names.audit(workspace), {_member(line): 0 for line in of_it})
        await self._redis.answer(pipeline.execute())

    async def read(self, workspace: str, asked: AuditAsked, limit: int) -> list[AuditLine]:
        """The lines of a workspace that fit, latest first."""
        found, fits = list[AuditLine](), _fitting(asked)
        least, below = f"[{asked.least}" if asked.least else "-", f"({asked.below}".encode()
        while len(found) < limit:
            of_it = self._redis.names.audit(workspace)
            page = await self._redis.answer(self._redis.reads.zrevrangebylex(of_it, below, least, 0, PAGE))
            if not page:
                break
            found += [_line(workspace, member) for member in page if fits(member)]
            below = b"(" + page[-1]
        return found[:limit]

    async def forget(self, workspace: str, before: str) -> None:
        """Remove the lines of a workspace whose id is below `before`."""
        name = self._redis.names.audit(workspace)
        await self._redis.answer(self._redis.writes.zremrangebylex(name, "-", f"({before}"))


def _member(line: AuditLine) -> bytes:
    return f"{line.id} {path(line.agent, line.conversation)} ".encode() + line.body


def _line(workspace: str, member: bytes) -> AuditLine:
    own, about, body = member.split(b" ", 2)
    agent, conversation = names(about)
    return AuditLine(own.decode(), workspace, agent, conversation, body)


def _fitting(asked: AuditAsked) -> Callable[[bytes], bool]:
    """Whether a member is of this agent and conversation, told from its bytes."""
    by, of = _spelt(asked.agent), _spelt(asked.conversation)

    def fits(member: bytes) -> bool:
        agent, _, conversation = member.split(b" ", 2)[1].partition(b"/")
        return by in {None, agent} and of in {None, conversation}

    return fits


def _spelt(name: str | None) -> bytes | None:
    return None if name is None else quote(name, safe="").encode()
