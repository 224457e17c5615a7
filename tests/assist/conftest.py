"""A Redis for every test that wants one, and an end for servers that a test has left."""

from collections.abc import Iterator

import pytest

from tests.assist import leftovers, redis_server
from tests.assist.redis_server import RedisServer


@pytest.fixture(autouse=True)
def _no_server_is_left() -> Iterator[None]:
    yield
    leftovers.end()


@pytest.fixture(scope="session")
def running_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """One server for all tests, which they do not stop; where there is none the tests are skipped."""
    if not redis_server.is_there():
        pytest.skip("needs redis-server 7 ('apt-get install redis-server')")
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def redis(running_redis: RedisServer) -> RedisServer:
    """The same, empty and as it was configured."""
    running_redis.call("FLUSHALL")
    running_redis.call("CONFIG", "SET", "maxmemory", "0", "maxmemory-policy", "noeviction", "appendonly", "yes")
    return running_redis


@pytest.fixture
def own_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A server that a test may kill, and that has then lost nothing."""
    if not redis_server.is_there():
        pytest.skip("needs redis-server 7 ('apt-get install redis-server')")
    server = RedisServer(tmp_path_factory.mktemp("redis"), appendfsync="always")
    server.start()
    yield server
    server.kill()
