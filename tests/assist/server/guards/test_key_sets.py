"""Sets of public keys: what is read of one, and how the address that gives one is asked."""

import asyncio
import json
import warnings
from collections.abc import AsyncIterator
from typing import Any

import pytest
import structlog
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from assist.errors import TargetRefused
from assist.server.guards import key_sets
from assist.server.guards.key_sets import KeySet, read_key_set
from assist.server.guards.targets import Targets
from tests.assist.server.minting import EC, ED, RSA
from tests.assist.server.receivers import Answer, Receiver, receiving
from tests.assist.stand_ins import Clock

with warnings.catch_warnings(action="ignore"):
    SHORT_RSA = RSAKey.generate_key(1024, private=False)
PUBLIC = [key.as_dict(private=False) for key in (RSA, EC, ED)]
LEFT_OUT: list[dict[str, Any]] = [
    {"kty": "AKP", "alg": "ML-DSA-65", "pub": "AAAA"},
    {**PUBLIC[0], "use": "enc"},
    {"kty": "OKP", "crv": "X25519", "x": "AAAA"},
    OKPKey.generate_key("Ed448", private=False).as_dict(),
    ECKey.generate_key("secp256k1", private=False).as_dict(),
    {"kty": "EC", "crv": ["P-256"], "x": "AA", "y": "AA"},
    {"kty": "RSA", "crv": "P-256"},
]


def written(*keys: Any) -> bytes:
    return json.dumps({"keys": keys}).encode()


def test_keys_of_every_kind() -> None:
    """Those that may sign, with whatever stands beside them; of others nothing is wanted, so nothing can be wrong."""
    certified = {**PUBLIC[0], "use": "sig", "alg": "RS256", "x5c": ["MIIC"], "x5t": "x", "later": {"a": [1]}}
    keys = read_key_set(written(certified, *LEFT_OUT, *PUBLIC[1:]))
    assert [key.kid for key in keys] == ["k0", "k1", "k2"]
    assert read_key_set(written()) == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (written(*PUBLIC, RSA.as_dict(private=True)), "secret or private key"),
        (written(EC.as_dict(private=True)), "secret or private key"),
        (written({**PUBLIC[0], "use": "enc", "p": "AQAB"}), "secret or private key"),
        (written(*PUBLIC, OctKey.import_key("k" * 40).as_dict()), "secret or private key"),
        (written({"kty": "oct"}), "secret or private key"),
        (written(SHORT_RSA.as_dict()), "less than 2048 bits"),
        (written(*[PUBLIC[1]] * 21), "more than 20"),
        (written({**PUBLIC[1], "x": "AAAA"}), "is no JWKS"),
        (written({**PUBLIC[1], "kid": 7}), "is no JWKS"),
        (written({"kty": "RSA"}), "is no JWKS"),
        (written({"kty": ["RSA"]}), "is no JWKS"),
        (written(PUBLIC), "is no JWKS"),
        (json.dumps(PUBLIC).encode(), "is no JWKS"),
        (b'{"keys":' + b"[" * 100_000, "is no JWKS"),
        (b"\xff\xfe{", "is no JWKS"),
        (b"<html>Sign in</html>", "is no JWKS"),
        (b"", "is no JWKS"),
    ],
)
def test_sets_of_which_nothing_is_used(data: bytes, said: str) -> None:
    """Whoever publishes a secret has lost it, and the keys beside it with it."""
    with pytest.raises(ValueError, match=said):
        read_key_set(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from([PUBLIC[1]["x"], "AQAB", "sig"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kty", "crv", "x", "n"]), inner),
    max_leaves=6,
)
FIELDS = st.sampled_from(["kty", "crv", "x", "y", "n", "e", "kid", "use", "alg", "key_ops", "x5c", "d", "ext"])


@given(st.sampled_from(PUBLIC), st.dictionaries(FIELDS, JSON, max_size=3), st.binary(max_size=40))
def test_whatever_comes(key: dict[str, Any], changed: dict[str, Any], junk: bytes) -> None:
    """Nothing but ValueError comes of a set, however it is damaged."""
    for data in (written({**key, **changed}), written(changed), written(key)[: len(junk) * 5] + junk):
        try:
            read_key_set(data)
        except ValueError as error:
            assert str(error).startswith(("is no", "holds"))


@pytest.fixture
async def address() -> AsyncIterator[Receiver]:
    """Where an issuer publishes its keys."""
    async with receiving() as receiver:
        receiver.answer = publishing(RSA)
        yield receiver


def publishing(*keys: Any) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.json_response({"keys": [key.as_dict(private=False) for key in keys]})

    return answer


def kids(known: KeySet) -> list[str | None]:
    return [key.kid for key in known.keys]


async def test_it_is_asked_when_it_is_time(address: Receiver) -> None:
    """Every five minutes or a little before; a key that is listed no more is gone, and that is noticed."""
    clock = Clock()
    async with Targets([address.host]) as targets:
        known = KeySet(address.url + "?secret=s", targets, clock)
        assert (known.is_due, known.is_behind, known.keys) == (True, False, ())
        with structlog.testing.capture_logs() as logged:
            await known.ask()
        assert (kids(known), known.has_lost, known.is_due, known.is_behind) == (["k0"], False, False, False)
        assert [line["event"] for line in logged] == ["key_set_read"]
        assert "secret" not in str(logged)
        address.answer = publishing(EC, ED)
        clock.now += 0.8 * key_sets.EVERY_S - 1
        assert not known.is_due
        clock.now += 0.2 * key_sets.EVERY_S + 2
        assert known.is_due
        await known.ask()
        assert (kids(known), known.has_lost) == (["k1", "k2"], True)
        address.answer = publishing()
        await known.ask()
        assert (known.keys, known.trouble) == ((), "")
    assert address.got[0].headers["Accept"].startswith("application/jwk-set+json")
    assert address.got[0].body == b""


async def drip(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b" ")
        await asyncio.sleep(0.02)


async def huge(request: web.Request) -> web.StreamResponse:
    return web.Response(body=written(*PUBLIC)[:-1] + b" " * key_sets.MOST_BYTES + b"}")


def with_body(body: bytes) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=body)

    return answer


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (drip, "within 0.3 seconds"),
        (huge, "more than 262144 bytes"),
        (with_body(b"<html>"), "is no JWKS"),
        (with_body(written(RSA.as_dict(private=True))), "secret or private key"),
        (with_body(written(*[PUBLIC[1]] * 21)), "more than 20"),
    ],
    ids=["slow", "oversized", "a page", "a private key", "too many"],
)
async def test_while_it_gives_none_the_last_ones_stay(
    address: Receiver, answer: Answer, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said once; asked again after a while; and all is well when it is back."""
    clock = Clock()
    async with Targets([address.host]) as targets:
        known = KeySet(address.url, targets, clock)
        await known.ask()
        assert known.trouble == ""
        address.answer = answer
        if answer is drip:
            monkeypatch.setattr(key_sets, "FETCH_S", 0.3)
        with structlog.testing.capture_logs() as logged:
            await known.ask()
            await known.ask()
        assert said in known.trouble
        assert (kids(known), known.has_lost, known.is_behind) == (["k0"], False, True)
        assert [(line["event"], line["why"], line["keys"]) for line in logged] == [
            ("key_set_missing", known.trouble, 1)
        ]
        clock.now += key_sets.FAILING_S + 1
        assert known.is_due
        monkeypatch.undo()
        address.answer = publishing(RSA)
        await known.ask()
        assert (known.trouble, known.is_behind) == ("", False)


@pytest.mark.parametrize("status", [204, 301, 302, 307, 401, 404, 500, 503])
async def test_answers_that_are_none(address: Receiver, status: int) -> None:
    """A redirect to an address inside is not followed, not even to one that the settings would let us call."""
    async with receiving() as inside:
        inside.answer = publishing(EC)

        async def answer(request: web.Request) -> web.StreamResponse:
            return web.Response(status=status, headers={"Location": inside.url})

        address.answer = answer
        async with Targets([address.host, inside.host]) as targets:
            known = KeySet(address.url, targets)
            await known.ask()
        assert known.trouble
        assert (known.keys, inside.got) == ((), [])


async def test_addresses_inside() -> None:
    """Refused by what is written where that says it, else by where the name leads."""
    async with Targets(names=lambda host, port: ["10.0.0.7"]) as targets:
        for url in ("http://keys.example/", "https://127.0.0.1/", "https://u:p@keys.example/", "file:///etc/passwd"):
            with pytest.raises(TargetRefused):
                KeySet(url, targets)
        known = KeySet("https://keys.example/jwks", targets)
        await known.ask()
        assert "keys.example leads to 10.0.0.7" in known.trouble
        with pytest.raises(TargetRefused):
            await known.fetch()


async def test_an_unknown_name_has_it_asked(address: Receiver) -> None:
    """Once for all who come meanwhile, and then not again for a while, whoever invents what names."""
    clock = Clock()
    async with Targets([address.host]) as targets:
        known = KeySet(address.url, targets, clock)
        await asyncio.gather(*(known.learn() for _ in range(20)))
        assert (len(address.got), kids(known)) == (1, ["k0"])
        address.answer = publishing(RSA, EC)
        await known.learn()
        assert (len(address.got), kids(known)) == (1, ["k0"])
        clock.now += key_sets.UNKNOWN_S + 1
        await known.learn()
        assert (len(address.got), kids(known)) == (2, ["k0", "k1"])


async def test_nobody_waits_for_long(address: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request gives up, and the answer is used when it comes."""
    monkeypatch.setattr(key_sets, "WAIT_S", 0.05)
    there = asyncio.Event()

    async def hesitate(request: web.Request) -> web.StreamResponse:
        await there.wait()
        return await publishing(RSA)(request)

    address.answer = hesitate
    async with Targets([address.host]) as targets:
        known = KeySet(address.url, targets)
        await known.learn()
        assert (known.keys, known.is_behind, there.is_set()) == ((), True, False)
        there.set()
        await known.ask()
        assert (kids(known), known.is_behind) == (["k0"], False)


async def test_it_ends_with_the_server(address: Receiver) -> None:
    """What is under way is left."""
    address.answer = drip
    async with Targets([address.host]) as targets:
        known = KeySet(address.url, targets)
        asking = known.ask()
        await address.until(1)
        await known.close()
        assert asking.cancelled()
