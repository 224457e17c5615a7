"""Hears what other processes have written.

Pub/sub is a doorbell only: it forgets what it could not deliver. So whoever listens is told "perhaps everything"
each time that it begins to hear again, and every two seconds while it does not; the log is the truth.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import structlog
from redis.exceptions import RedisError

from assist.errors import StoreUnavailable
from assist.ports import Change
from assist.stores.redis.client import RedisClient
from assist.stores.rings import ANY, heard

if TYPE_CHECKING:
    from redis.asyncio.client import PubSub

log = structlog.get_logger(__name__)

AGAIN_S = 2.0
BEAT_S = 5.0  # a connection that has been silent for that long is asked whether it lives, and given up after as long


async def changes(client: RedisClient, process: str) -> AsyncIterator[Change]:
    """Every change by others, for ever; an empty one says that some may have been missed."""
    while True:
        try:
            server = (await client.answer(client.primaries()))[0]  # any: what is published is heard in all of a Cluster
            async with server.pubsub() as subscription:
                await client.answer(subscription.subscribe(client.names.doorbell))
                async for said in _messages(subscription):
                    change = ANY if said is None else heard(said, process)
                    if change is not None:
                        yield change
        except (RedisError, OSError, StoreUnavailable) as error:
            log.warning("doorbell_lost", error=type(error).__name__)
        yield ANY
        await asyncio.sleep(AGAIN_S)


async def _messages(subscription: "PubSub") -> AsyncIterator[bytes | None]:
    """What comes; None once the subscription stands. Ends when the other side does not answer any more."""
    is_asked = False
    while True:
        message: dict[str, Any] | None = await subscription.get_message(timeout=BEAT_S)
        if message is not None:
            is_asked = False
            if message["type"] == "subscribe":
                yield None
            elif message["type"] == "message":
                yield message["data"]
        elif is_asked:
            log.warning("doorbell_lost", error="silence")
            return
        else:
            is_asked = True
            await subscription.ping()
