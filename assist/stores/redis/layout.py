"""Which layout a Redis holds, and how an older one is brought up to date.

Layout 2 has the index of ended conversations. What layout 1 kept of them counts as ended when it last changed, as
the queue says. A process that writes layout 1 does not look at the number again while it runs, so stop all of them
before the first of this version starts.
"""

from assist.errors import SetupError, StoreUnavailable
from assist.stores.redis.client import RedisClient
from assist.stores.redis.keys import queues
from assist.stores.redis.scripts import Scripts

LAYOUT, BEFORE = b"2", b"1"
NAMES_AT_ONCE = 2_000


async def prepare(client: RedisClient) -> None:
    """Mark an empty Redis with the layout, or bring an older one to it; SetupError for a newer one."""
    layout = client.names.layout
    try:
        await client.answer(client.writes.set(layout, LAYOUT, nx=True))
        found = await client.answer(client.writes.get(layout))
        if found == BEFORE:
            await _index_ended(client)
            await client.answer(client.writes.set(layout, LAYOUT))
        elif found != LAYOUT:
            raise SetupError(f"{client.where}: written by a newer Bistand; choose another prefix or DB")
    except StoreUnavailable as error:
        raise SetupError(f"{client.where}: {error.detail}") from error


async def _index_ended(client: RedisClient) -> None:
    """Index every queue of ended conversations; what is done twice, or by two processes at once, is the same."""
    index, pattern = Scripts(client.writes).index, client.names.any_queue(queues(False, None))
    cursor = 0
    while True:
        cursor, names = await client.answer(client.writes.scan(cursor, pattern, NAMES_AT_ONCE))
        for name in (name.decode() for name in names):
            shard, _, queue = name.partition(":queue:")
            workspace = queue.rpartition(":")[0]
            await client.answer(index([name, f"{shard}:ended:{workspace}"], [workspace], client.writes))
        if not cursor:
            return
