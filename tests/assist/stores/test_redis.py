"""The store for several processes: the contract against a real server, and what only a server can suffer."""

from collections.abc import AsyncIterator

import pytest

from assist.stores.redis import RedisStore
from tests.assist.redis_server import RedisServer
from tests.contracts.store_contract import DurableStoreContract, Open


class TestRedis(DurableStoreContract):
    """Redis keeps every promise."""

    @pytest.fixture
    async def opening(self, redis: RedisServer) -> AsyncIterator[Open]:
        yield lambda: RedisStore.open(redis.url)
