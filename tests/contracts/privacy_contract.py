"""What every store promises of customers and of the audit trail; part of `StoreContract`."""

from assist.ports import Append, AuditAsked, AuditLine, Key, Store, Summary


async def begun(store: Store, key: Key, customer: str) -> int:
    """The version of a conversation just created with this customer."""
    assert await store.create(key, b"state", b"opening", Summary(customer=customer))
    saved = await store.load(key)
    assert saved is not None
    return saved.version


def of(customer: str) -> Append:
    """A step after which this is the customer."""
    return Append(state=b"s", bodies=(b"1",), event_ids={}, wake_at=None, summary=Summary(customer=customer))


def line(number: int, agent: str = "", conversation: str = "", workspace: str = "acme") -> AuditLine:
    """A line whose id is `number`."""
    return AuditLine(f"{number:04d}", workspace, agent, conversation, b'{"call": "a b"}')


class PrivacyContract:
    """The promises, each a test."""

    async def test_conversations_of_a_customer(self, store: Store) -> None:
        """By every id that the customer had in them, in this workspace only, as long as they are there."""
        one, two, three = (Key("acme", name) for name in ("c1", "c2", "c/3 {å}"))
        await begun(store, one, "4 2/å")
        version = await begun(store, two, "")
        await begun(store, three, "4")
        await begun(store, Key("other", "c1"), "4 2/å")
        assert await store.of_customer("acme", "4 2/å", 9) == [one]
        assert await store.append(two, version, of("4 2/å")) == 1
        assert await store.append(two, version + 1, of("4")) == 2
        assert await store.append(two, version + 2, of("4")) == 3
        assert await store.of_customer("acme", "4 2/å", 9) == [one, two]
        assert await store.of_customer("acme", "4 2/å", 1) == [one]
        assert await store.of_customer("acme", "4", 9) == sorted([two, three])
        assert await store.of_customer("acme", "", 9) == []
        assert await store.erase(two)
        assert await store.of_customer("acme", "4 2/å", 9) == [one]
        assert await store.of_customer("acme", "4", 9) == [three]
        assert not await store.create(one, b"state", b"opening", Summary(customer="5"))
        assert await store.of_customer("acme", "5", 9) == []

    async def test_the_audit_trail_is_read_latest_first(self, store: Store) -> None:
        """By time, by agent, by conversation, page by page; a line told twice is one, and a workspace sees its own."""
        lines = [line(n, f"a {n % 2}", f"c/{n % 3}") for n in range(1, 8)]
        await store.audit.add([*lines, line(3, workspace="other")])
        await store.audit.add(lines[3:])
        await store.audit.add([])

        async def ids(limit: int = 99, **asked: str) -> list[int]:
            return [int(found.id) for found in await store.audit.read("acme", AuditAsked(**asked), limit)]

        assert await store.audit.read("acme", AuditAsked(), 99) == lines[::-1]
        assert await ids(least="0003", below="0006") == [5, 4, 3]
        assert await ids(2) == [7, 6]
        assert await ids(2, below="0006") == [5, 4]
        assert await ids(agent="a 1") == [7, 5, 3, 1]
        assert await ids(agent="a 1", conversation="c/1") == [7, 1]
        assert await ids(1, conversation="c/0") == [6]
        assert await ids(agent="a") == []
        assert [found.workspace for found in await store.audit.read("other", AuditAsked(), 9)] == ["other"]

    async def test_the_audit_trail_is_forgotten_by_time(self, store: Store) -> None:
        """What is older goes, in this workspace; erasing a conversation leaves its lines."""
        await begun(store, Key("acme", "c1"), "")
        await store.audit.add([line(n, conversation="c1") for n in range(5)])
        await store.audit.add([line(n, workspace="other") for n in range(5)])
        assert await store.erase(Key("acme", "c1"))
        await store.audit.forget("acme", "0003")
        assert [int(found.id) for found in await store.audit.read("acme", AuditAsked(), 9)] == [4, 3]
        assert len(await store.audit.read("other", AuditAsked(), 9)) == 5
