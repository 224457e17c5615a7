"""Which layout a Redis holds, and how an older one is brought up to date.

Layout 2 has the index of ended conversations, layout 3 that of those the scorecards count and that of customers, of
whom older ones knew nothing, layout 4 the inbox, which begins empty. What older ones kept counts as ended, and as
scored, when it last changed, as the queue says; its score stays empty until the conversation is read again. A process
that writes an older layout does not look at the number again while it runs, so stop all of them before the first of
this version starts.
"""

from assist.errors import SetupError, StoreUnavailable
from assist.stores.redis.client import RedisClient
from assist.stores.redis.keys import queues
from assist.stores.redis.scripts import Scripts

LAYOUT, UNINDEXED, BEFORE = b"4", (b"1", b"2"), b"3"
NAMES_AT_ONCE = 2_000


async def prepare(client: RedisClient) -> None:
    """Mark an empty Redis with the layout, or bring an older one to it; SetupError for a newer one."""
    layout = client.names.layout
    try:
        await client.answer(client.writes.set(layout, LAYOUT, nx=True))
        found = await client.answer(client.writes.get(layout))
        if found in UNINDEXED:
            await _index(client, "ended", queues(False, None))
            await _index(client, "scored", queues(None, None))
        if found in {*UNINDEXED, BEFORE}:
            await client.answer(client.writes.set(layout, LAYOUT))
        elif found != LAYOUT:
            raise SetupError(f"{client.where}: written by a newer Bistand; choose another prefix or DB")
    except StoreUnavailable as error:
        raise SetupError(f"{client.where}: {error.detail}") from error


async def _index(client: RedisClient, name: str, wanted: list[int]) -> None:
    """Index the conversations of these queues; what is done twice, or by two processes at once, is the same."""
    index, pattern = Scripts(client.writes).index, client.names.any_queue(wanted)
    cursor = 0
    while True:
        cursor, names = await client.answer(client.writes.scan(cursor, pattern, NAMES_AT_ONCE))
        for one in (one.decode() for one in names):
            shard, _, queue = one.partition(":queue:")
            workspace = queue.rpartition(":")[0]
            await client.answer(index([one, f"{shard}:{name}:{workspace}"], [workspace], client.writes))
        if not cursor:
            return
