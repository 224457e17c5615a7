"""Notices in Redis: kept with their conversation, found by a sorted set of their shard."""

from assist.ports import Key, Notice
from assist.stores.redis.client import RedisClient
from assist.stores.redis.keys import names, path, path_of
from assist.stores.redis.scripts import Scripts


class Notices:
    """Gives notices out, one holder at a time."""

    def __init__(self, client: RedisClient, scripts: Scripts) -> None:
        self._client = client
        self._scripts = scripts

    async def claim(self, now: float, until: float, limit: int) -> list[Notice]:
        """Notices due at `now`, earliest first, put off until `until`.

        The shards are read first and the earliest of all are claimed; for what another has claimed in
        between, others are looked for.
        """
        claimed: list[Notice] = []
        while len(claimed) < limit:
            found = await self._client.by_score(self._client.names.shards("due"), now, limit - len(claimed))
            if not found:
                break
            given: dict[bytes, Notice] = {}
            for index in {index for _, index, _ in found}:
                given |= await self._claim(index, [member for _, of, member in found if of == index], now, until)
            claimed += [given[member] for _, _, member in found if member in given]
        return claimed

    async def settle(self, notice: Notice, again_at: float | None) -> None:
        """Remove a notice, or count a try and make it due again."""
        assert notice.key is not None
        keys = [self._client.names.due(notice.key), self._client.names.of(notice.key, "notices")]
        field = path(notice.id, notice.target)
        given = (path_of(notice.key), field, "" if again_at is None else repr(again_at))
        await self._client.answer(self._scripts.settle(keys, given, self._client.writes))

    async def _claim(self, index: str, members: list[bytes], now: float, until: float) -> dict[bytes, Notice]:
        parts = {member: names(member)[1:] for member in members}
        keys = [Key(workspace, conversation) for workspace, conversation, _, _ in parts.values()]
        given = [argument for member, of in parts.items() for argument in (member, path(*of[2:]))]
        values = await self._client.answer(
            self._scripts.claim(
                [index, *(self._client.names.of(key, "notices") for key in keys)],
                (repr(now), repr(until), *given),
                self._client.writes,
            )
        )
        return {
            member: _notice(key, of[2], of[3], value)
            for (member, of), key, value in zip(parts.items(), keys, values, strict=True)
            if value is not None
        }


def _notice(key: Key, name: str, target: str, value: bytes) -> Notice:
    _, tries, body = value.split(b"/", 2)
    return Notice(name, target, body, key, int(tries))
