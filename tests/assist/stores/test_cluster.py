"""The store contract over a real Redis Cluster of three."""

from collections.abc import AsyncIterator, Iterator

import pytest

from assist.errors import SetupError
from assist.ports import Key
from assist.stores.redis import RedisStore
from tests.assist import redis_server
from tests.assist.redis_cluster import RedisCluster
from tests.contracts.store_contract import DurableStoreContract, Open, SharedStoreContract, started, step


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisCluster]:
    if not redis_server.is_there():
        pytest.skip("needs redis-server 7 ('apt-get install redis-server')")
    cluster = RedisCluster(tmp_path_factory.mktemp("cluster"))
    cluster.start()
    yield cluster
    cluster.kill()


@pytest.fixture
def cluster(running: RedisCluster) -> RedisCluster:
    running.call("FLUSHALL")
    return running


class TestCluster(DurableStoreContract):
    """A Cluster keeps every promise."""

    @pytest.fixture
    async def opening(self, cluster: RedisCluster) -> AsyncIterator[Open]:
        yield lambda: RedisStore.open(cluster.url)


class TestSharedCluster(SharedStoreContract):
    """And those that only several processes ask for."""

    @pytest.fixture
    async def opening(self, cluster: RedisCluster) -> AsyncIterator[Open]:
        yield lambda: RedisStore.open(cluster.url)


async def test_all_servers_have_their_share(cluster: RedisCluster) -> None:
    """Conversations lie on all three, and are found together."""
    store = await RedisStore.open(cluster.url)
    keys = [Key("acme", f"c{n}") for n in range(60)]
    for key in keys:
        await store.append(key, await started(store, key), step(b"1", wake_at=5.0))
    sizes = [node.call("DBSIZE") for node in cluster.nodes]
    assert min(sizes) > 20, sizes  # type: ignore[type-var]
    assert set(await store.due(5.0, 100)) == set(keys)
    await store.close()


async def test_a_slot_that_moves_is_followed(cluster: RedisCluster) -> None:
    """While slots are given from one server to another, every step is taken, once."""
    store = await RedisStore.open(cluster.url)
    keys = [Key("acme", f"c{n}") for n in range(12)]
    versions = {key: await started(store, key) for key in keys}
    one, other = cluster.nodes[0], cluster.nodes[1]
    ids = {node: bytes(node.call("CLUSTER", "MYID")).decode() for node in (one, other)}  # type: ignore[call-overload]
    slots = {int(slot) for tag in ("10", "3", "61") for slot in [str(one.call("CLUSTER", "KEYSLOT", f"{{{tag}}}"))]}
    for slot in slots:
        other.call("CLUSTER", "SETSLOT", str(slot), "IMPORTING", ids[one])
        one.call("CLUSTER", "SETSLOT", str(slot), "MIGRATING", ids[other])
        names = one.call("CLUSTER", "GETKEYSINSLOT", str(slot), "1000")
        assert isinstance(names, list)
        if names:
            moved = ("MIGRATE", "127.0.0.1", str(other.port), "", "0", "5000", "KEYS")
            one.call(*moved, *(bytes(name).decode() for name in names))
        for node in (other, one, cluster.nodes[2]):
            node.call("CLUSTER", "SETSLOT", str(slot), "NODE", ids[other])
    for key in keys:
        saved = await store.load(key)
        assert saved is not None
        assert await store.append(key, saved.version, step(b"1")) == 1
    assert versions.keys() == set(keys)
    await store.close()


async def test_a_cluster_is_told_from_a_single_server(cluster: RedisCluster) -> None:
    """And the sentence says how to write it."""
    with pytest.raises(SetupError, match=r"write redis\+cluster://"):
        await RedisStore.open(cluster.nodes[0].url)
