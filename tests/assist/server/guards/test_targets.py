"""The guard of what this server calls: addresses inside are refused however they are written or reached."""

import asyncio
import gzip
import time
from collections.abc import AsyncIterator, Sequence

import pytest
from aiohttp import web

from assist.desks.desk import Call
from assist.errors import TargetRefused, TargetUnreachable
from assist.server.guards.targets import Targets, is_public
from tests.assist.desks.deliveries import SECRET
from tests.assist.desks.test_hubspot import MESSAGE, signed
from tests.assist.server.conftest import Serve
from tests.assist.server.desk import taken_in
from tests.assist.server.receivers import Receiver, always, receiving

PUBLIC = "93.184.216.34"

# Names as a hostile or careless name server may answer them.
NAMES: dict[str, Sequence[str]] = {
    "good.example": [PUBLIC, "2606:2800:220:1::1"],
    "loopback.example": ["127.0.0.1"],
    "localhost": ["::1", "127.0.0.1"],
    "mixed.example": [PUBLIC, "10.0.0.1"],
    "six.example": [PUBLIC, "fd00::1"],
    "mapped.example": ["::ffff:10.0.0.1"],
    "nat64.example": ["64:ff9b::a00:1"],
    "scoped.example": ["fe80::1%eth0"],
    "metadata.google.internal": ["169.254.169.254"],
    "everywhere.example": ["0.0.0.0"],
}

REFUSED = """
https://127.0.0.1/
https://127.255.255.254/
https://127.1/
https://2130706433/
https://0x7f000001/
https://0x7f.0.0.1/
https://0177.0.0.1/
https://017700000001/
https://127.0.0.01/
https://1.2.3/
https://256.1.1.1/
https://0.0.0.0/
https://0/
https://10.0.0.1/
https://172.16.0.1/
https://172.31.255.255/
https://192.168.1.1:3000/
https://169.254.169.254/latest/meta-data/
https://100.64.0.1/
https://192.0.0.8/
https://192.88.99.1/
https://198.18.0.1/
https://224.0.0.1/
https://255.255.255.255/
https://[::]/
https://[::1]/
https://[0:0:0:0:0:0:0:1]/
https://[::ffff:127.0.0.1]/
https://[::ffff:7f00:1]/
https://[::127.0.0.1]/
https://[64:ff9b::7f00:1]/
https://[64:ff9b:1::808:808]/
https://[2002:7f00:1::]/
https://[2001:0:5ef5:79fd::1]/
https://[fe80::1]/
https://[fe80::1%25eth0]/
https://[2606:4700::1111%25eth0]/
https://[fc00::1]/
https://[fec0::1]/
https://[ff02::1]/
https://[::1/
https://localhost/
https://LOCALHOST/
https://localhost./
https://loopback.example/
https://mixed.example/
https://six.example/
https://mapped.example/
https://nat64.example/
https://scoped.example/
https://metadata.google.internal/
https://everywhere.example/
https://127。0。0。1/
https://１２７.0.0.1/
https://ⓛocalhost/
https://%31%32%37.0.0.1/
https://good.example%2f@127.0.0.1/
https://good.example@127.0.0.1/
https://user:password@good.example/
https://good.example\\@127.0.0.1/
https://good.example\\.evil/
https://good.example:99999/
https://good.example:0/
https://good.example:/
https://good..example/
https://good.example/a b
https://good.example/\u202e
https:///127.0.0.1/
https:127.0.0.1
//127.0.0.1/
http://good.example/
ftp://good.example/
file:///etc/passwd
gopher://good.example/
data:text/plain,x
unix:///var/run/docker.sock
good.example
""".strip("\n").split("\n")


@pytest.mark.parametrize("url", [*REFUSED, "", "https://", "https://good.example/\r\nHost: inside", "\thttps://a.b/"])
async def test_addresses_inside_are_refused(url: str) -> None:
    """Before any connection is made, with a sentence that says what to mend."""
    async with Targets(names=lambda host, port: NAMES[host.lower()]) as targets:
        for attempt in (targets.fetch(Call("POST", url, {})), targets.resolve(url)):
            with pytest.raises(TargetRefused, match=r"target|host|address|TLS|leads to"):
                await attempt


@pytest.mark.parametrize(
    ("url", "addresses"),
    [
        ("https://good.example/hook?a=1", [PUBLIC, "2606:2800:220:1::1"]),
        ("HTTPS://GOOD.example:8443/%C3%A5", [PUBLIC, "2606:2800:220:1::1"]),
        ("https://8.8.8.8/", ["8.8.8.8"]),
        ("https://[2606:4700::1111]:8443/", ["2606:4700::1111"]),
        ("https://[64:ff9b::808:808]", ["64:ff9b::808:808"]),
    ],
)
async def test_public_ones_are_not(url: str, addresses: list[str]) -> None:
    """What everybody can reach may be called."""

    def names(host: str, port: int) -> Sequence[str]:
        return NAMES.get(host, [host])

    async with Targets(names=names) as targets:
        assert await targets.resolve(url) == addresses


def test_is_public_counts_an_inner_address_for_itself() -> None:
    """A private IPv4 address is private in every wrapping; multicast is nobody's."""
    inside = ["::ffff:192.168.0.1", "64:ff9b::192.168.0.1", "2002:c0a8:1::", "239.1.1.1", "ff0e::1", "240.0.0.1"]
    assert [address for address in inside if is_public(address)] == []
    assert is_public("::ffff:8.8.8.8")
    assert is_public("64:ff9b::8.8.8.8")


@pytest.fixture
async def inside() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


async def test_a_named_host_may_be_reached(inside: Receiver) -> None:
    """By address and by name, with its port or with any; nothing else beside it."""
    names = {"desk.internal": ["127.0.0.1"], "other.internal": ["127.0.0.1"]}
    at_port = [f"127.0.0.1:{inside.port}", "Desk.internal"]
    async with Targets(at_port, names=lambda host, port: names[host]) as targets:
        answer = await targets.fetch(Call("POST", inside.url, {"X-Token": "t"}, b"body"))
        assert (answer.status, answer.body) == (200, b"fine")
        assert (inside.got[0].headers["X-Token"], inside.got[0].body) == ("t", b"body")
        assert (await targets.fetch(Call("GET", f"http://desk.internal:{inside.port}/", {}))).status == 200
        for elsewhere in (f"http://other.internal:{inside.port}/", f"http://127.0.0.1:{inside.port + 1}/"):
            with pytest.raises(TargetRefused, match="BISTAND_PRIVATE_TARGETS"):
                await targets.fetch(Call("GET", elsewhere, {}))
    assert len(inside.got) == 2


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "0.0.0.0", "224.0.0.1", "::ffff:169.254.169.254"])
async def test_no_setting_opens_the_metadata_of_a_cloud(address: str) -> None:
    """A named host may be private, not link-local."""
    shown = f"[{address}]" if ":" in address else address
    async with Targets(["desk.internal", shown], names=lambda host, port: [address]) as targets:
        for host in ("desk.internal", shown):
            with pytest.raises(TargetRefused):
                await targets.resolve(f"http://{host}/")


async def test_a_name_that_changes_its_mind_gains_nothing(inside: Receiver) -> None:
    """Rebinding: public when it is looked at, inside when it is called; each look is checked, and is the one used."""
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    async with Targets(names=lambda host, port: next(answers)) as targets:
        url = f"https://rebinding.example:{inside.port}/"
        assert await targets.resolve(url) == [PUBLIC]
        with pytest.raises(TargetRefused, match=r"rebinding\.example leads to 127\.0\.0\.1"):
            await targets.fetch(Call("GET", url, {}))
    assert inside.got == []


async def test_the_checked_address_is_the_one_connected_to(inside: Receiver) -> None:
    """The name is asked for once a call; nobody asks the system again between check and connection."""
    asked: list[str] = []

    def names(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else [PUBLIC]

    async with Targets(["once.invalid"], names=names) as targets:
        answer = await targets.fetch(Call("GET", f"http://once.invalid:{inside.port}/", {}))
    assert (answer.status, asked) == (200, ["once.invalid"])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_is_followed(inside: Receiver, status: int) -> None:
    """Not to loopback, nor anywhere: the redirect itself is the answer."""

    async def redirect(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, headers={"Location": "/secret"})

    inside.answer = redirect
    async with Targets([f"127.0.0.1:{inside.port}"]) as targets:
        assert (await targets.fetch(Call("POST", inside.url, {}, b"x"))).status == status
    assert [got.path for got in inside.got] == ["/hook"]


async def test_no_proxy_is_asked(inside: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment's proxy would connect to what was never checked."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with Targets([f"127.0.0.1:{inside.port}"]) as targets:
        assert (await targets.fetch(Call("GET", inside.url, {}))).status == 200


async def test_an_endless_answer_ends(inside: Receiver) -> None:
    """Too much is an error where the body is wanted, and left unread where it is not."""

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65_536)

    inside.answer = endless
    async with Targets([f"127.0.0.1:{inside.port}"]) as targets:
        with pytest.raises(TargetUnreachable, match="more than 100000 bytes"):
            await targets.fetch(Call("GET", inside.url, {}), most=100_000)
        assert (await targets.fetch(Call("GET", inside.url, {}), most=0)).body == b""


async def test_a_compressed_answer_is_refused(inside: Receiver) -> None:
    """A small answer that would become a large one is not unpacked."""

    async def bomb(request: web.Request) -> web.StreamResponse:
        packed = gzip.compress(bytes(1 << 24))
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"})

    inside.answer = bomb
    async with Targets([f"127.0.0.1:{inside.port}"]) as targets:
        with pytest.raises(TargetUnreachable, match="compressed"):
            await targets.fetch(Call("GET", inside.url, {}))
    assert inside.got[0].headers["Accept-Encoding"] == "identity"


async def test_a_slow_answer_is_given_up(inside: Receiver) -> None:
    """Also one that drips a byte now and then: the time is that of the whole call."""

    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x")
            await asyncio.sleep(0.02)

    inside.answer = drip
    async with Targets([f"127.0.0.1:{inside.port}"]) as targets:
        with pytest.raises(TargetUnreachable, match=r"within 0\.2 seconds"):
            await targets.fetch(Call("GET", inside.url, {}), timeout_s=0.2)


async def test_nobody_there() -> None:
    """A closed port, a name without addresses, a name server that hangs: unreachable, in time."""

    def names(host: str, port: int) -> Sequence[str]:
        if host == "hangs.internal":
            time.sleep(0.5)
        raise OSError("no such name")

    async with Targets(["127.0.0.1:9", "missing.internal", "hangs.internal"], names=names) as targets:
        for host in ("127.0.0.1:9", "missing.internal", "hangs.internal"):
            with pytest.raises(TargetUnreachable):
                await targets.fetch(Call("GET", f"http://{host}/", {}), timeout_s=0.2)
        with pytest.raises(TargetUnreachable, match=r"missing\.internal has no address"):
            await targets.resolve("http://missing.internal/")


async def test_a_header_cannot_be_split(inside: Receiver) -> None:
    """A token with a line break sends nothing."""
    async with Targets([f"127.0.0.1:{inside.port}"]) as targets:
        with pytest.raises(TargetUnreachable):
            await targets.fetch(Call("GET", inside.url, {"X-Token": "a\r\nX-Other: b"}))
    assert inside.got == []


async def test_only_a_good_answer_is_read(inside: Receiver) -> None:
    """What a look-up at a desk's API needs: the body, and an error for everything else."""
    async with Targets([inside.host]) as targets:
        assert await targets.read(Call("GET", inside.url, {})) == b"fine"
        for status in (302, 401, 404, 500):
            inside.answer = always(status)
            with pytest.raises(TargetUnreachable, match=f"answered {status}"):
                await targets.read(Call("GET", inside.url, {}))


async def test_a_desks_look_ups_go_through_the_guard(serve: Serve, inside: Receiver) -> None:
    """HubSpot sends no words: they are fetched from a host that is named, and from no other."""

    async def words(request: web.Request) -> web.StreamResponse:
        return web.json_response(MESSAGE)

    inside.answer = words
    account = {"url": f"http://{inside.host}", "token": "token", "secrets": [SECRET]}
    for private in ((), (inside.host,)):
        async with serve(desks={"hubspot": account}, private_targets=private) as server:
            url = f"{server.address}/v1/webhooks/hubspot"
            sent = signed(at=time.time(), url=url)
            headers = {name: value for name, (value,) in sent.headers.items()}
            answered, _ = await server.call("POST", "/v1/webhooks/hubspot", key=None, data=sent.body, headers=headers)
            assert answered == 200
            await taken_in(server)
    assert [got.headers["Authorization"] for got in inside.got] == ["Bearer token"]
