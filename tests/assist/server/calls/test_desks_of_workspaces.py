"""Two workspaces with the same desk, conversations and deliveries of the same names: neither meets the other."""

import asyncio
import hmac
import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from assist.connections import DeskEntry, WebhookEntry
from assist.desks import signatures
from assist.server.courier import FAILING
from assist.server.guards.limits import WebhookLimits
from tests.assist.desks.deliveries import OLD, SECRET
from tests.assist.server.conftest import KEY, OTHER_KEY, Running, Serve
from tests.assist.server.desk import DESKS, PATH, deliver, message, signed
from tests.assist.server.receivers import Receiver, receiving

THEIRS = f"{PATH}/other"
THEIR_SECRET, THEIR_OLD = "the secret of the other's desk", "their secret from before"
HELD = {"SECRET": f"{THEIR_SECRET},{THEIR_OLD}", "TOKEN": "their-token", "HOOK": "whsec_" + "REVG" * 10}
OUR_HOOK = "whsec_" + "QUJD" * 10
CONVERSATION = "/v1/conversations/chatwoot-3-42"
ABSENT = ["/v1/webhooks/chatwoot/nobody", "/v1/webhooks/front/other", "/v1/webhooks/nodesk/other"]


def listed(**more: Any) -> dict[str, Any]:
    """The other workspace's part of the file."""
    desk = DeskEntry(desk="chatwoot", secret_variable="SECRET", **more)
    return {"desks": (desk,), "look_up": lambda name: HELD[name]}


@pytest.fixture
async def server(serve: Serve) -> AsyncIterator[Running]:
    async with serve(desks=DESKS, opens={"other": listed()}) as running:
        yield running


async def to_them(server: Running, payload: object, delivery: str = "d1", **given: Any) -> tuple[int, Any]:
    """Deliver to the other workspace."""
    return await deliver(server, payload, delivery, **{"to": THEIRS, "secret": THEIR_SECRET, **given})


async def said(server: Running, **given: Any) -> list[str]:
    """The words of the conversation that both have."""
    _, body = await server.call("GET", f"{CONVERSATION}/log", **given)
    return [entry["event"]["text"] for entry in body.get("entries", []) if entry["kind"] == "event"]


async def counted(server: Running, **given: Any) -> dict[str, int]:
    """Deliveries of the desk by what became of them, as a workspace's figures show them."""
    _, figures = await server.call("GET", "/metrics", **given)
    lines = [line for line in figures.decode().splitlines() if line.startswith("bistand_deliveries_total")]
    return {line.split('"')[3]: int(float(line.split()[-1])) for line in lines if "chatwoot" in line}


async def trail(server: Running, **given: Any) -> list[dict[str, Any]]:
    """Who read and erased the conversation that both have."""
    await server.parts.audit.flush()
    _, body = await server.call("GET", "/v1/audit?conversation=chatwoot-3-42", **given)
    lines: list[dict[str, Any]] = body["lines"]
    return lines


async def test_same_names_on_both_sides(server: Running) -> None:
    """Each keeps what it was told, knows its own deliveries again, and counts and erases its own alone."""
    assert await deliver(server, message(17, "Ours"), "d1") == (200, {})
    assert await to_them(server, message(17, "Theirs"), "d1") == (200, {})
    assert await to_them(server, message(17, "Theirs"), "d1") == (200, {})
    assert (await said(server), await said(server, key=OTHER_KEY)) == (["Ours"], ["Theirs"])
    assert await counted(server) == {"accepted": 1}
    assert await counted(server, key=OTHER_KEY) == {"accepted": 1, "duplicate": 1}
    assert await counted(server, key=None) == {}

    assert (await server.call("DELETE", CONVERSATION))[0] == 204
    assert await said(server, key=OTHER_KEY) == ["Theirs"]
    assert (await deliver(server, message(17, "Ours"), "d1"))[0] == 200  # known: brings nothing back
    assert (await server.call("GET", CONVERSATION))[0] == 404
    assert (await deliver(server, message(18, "Ours again"), "d2"))[0] == 200
    assert (await to_them(server, message(18, "Theirs again"), "d2"))[0] == 200
    assert (await said(server), await said(server, key=OTHER_KEY)) == (["Ours again"], ["Theirs", "Theirs again"])

    assert (await server.call("DELETE", "/v1/customers/chatwoot-5"))[0] == 200
    assert (await said(server), await said(server, key=OTHER_KEY)) == ([], ["Theirs", "Theirs again"])
    assert [line["call"] for line in await trail(server)].count("DELETE /v1/conversations/{conversation}") == 1
    assert {line["call"] for line in await trail(server, key=OTHER_KEY)} == {"GET /v1/conversations/{conversation}/log"}


async def test_the_first_has_an_address_of_both_kinds(server: Running) -> None:
    """Its name may be left out; a delivery is the same at either."""
    assert (await deliver(server, message(17), "d1", to=f"{PATH}/default"))[0] == 200
    assert (await deliver(server, message(17), "d1"))[0] == 200
    assert await counted(server) == {"accepted": 1, "duplicate": 1}


async def test_a_secret_opens_its_own_workspace_alone(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused at the other. Whatever is shown there, each of its secrets is compared, whole, and nobody else's."""
    compared: list[bytes] = []

    def compare(made: bytes, shown: bytes) -> bool:
        compared.append(made)
        return hmac.compare_digest(made, shown)

    monkeypatch.setattr(signatures, "hmac", SimpleNamespace(new=hmac.new, compare_digest=compare))
    body, now = json.dumps(message(17)).encode(), server.parts.own.webhooks._clock()
    refused = [await deliver(server, body, to=THEIRS, at=now, secret=secret) for secret in (SECRET, OLD, "")]
    assert [(status, problem["title"]) for status, problem in refused] == [(401, "The signature does not fit")] * 3
    assert refused[0] == refused[1]
    made = [signed(body, "d1", now, secret)["X-Chatwoot-Signature"] for secret in (THEIR_SECRET, THEIR_OLD)]
    assert compared == [one.removeprefix("sha256=").encode() for one in made] * 3
    assert (await deliver(server, body, to=PATH, secret=THEIR_SECRET))[0] == 401
    for key in (KEY, OTHER_KEY):
        assert (await server.call("GET", "/v1/conversations", key=key))[1] == {"conversations": []}
    compared.clear()
    for secret in (THEIR_SECRET, THEIR_OLD):
        assert (await deliver(server, body, secret, to=THEIRS, at=now, secret=secret))[0] == 200
    assert len(compared) == 4
    assert await counted(server, key=OTHER_KEY) == {"refused": 3, "accepted": 2}  # two deliveries, of one message


async def test_who_is_not_there_and_who_has_no_such_desk(server: Running, serve: Serve) -> None:
    """Nobody can tell a workspace that never was, one that is listed no more, and one without this desk."""

    async def answer(asked: Running, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
        body = json.dumps(message(17)).encode() if method == "POST" else None
        headers = signed(body or b"", "d1", asked.parts.own.webhooks._clock())
        async with asked.asked(method, path, key=None, data=body, headers=headers) as response:
            shown = {name: value for name, value in response.headers.items() if name != "Date"}
            return response.status, shown, await response.read()

    for method in ("POST", "HEAD"):
        answers = [await answer(server, method, path) for path in ABSENT]
        async with serve(desks=DESKS) as without:  # the same server, started with a file that does not say so any more
            answers.append(await answer(without, method, THEIRS))
        assert answers == [answers[0]] * len(answers)
        assert answers[0][0] == 404
    assert (await answer(server, "HEAD", THEIRS))[0] == 200
    _, shared = await server.call("GET", "/metrics", key=None)
    assert b'bistand_deliveries_total{desk="unknown",outcome="refused"} 6.0' in shared


async def test_one_is_flooded(server: Running) -> None:
    """Whoever fills the door of one workspace keeps the other's desk waiting for nothing."""
    door = server.parts.tenants["other"].webhooks
    door.limits = WebhookLimits(answer_s=0.2)
    for _ in range(door.limits.at_once[0]):  # so many bodies are on their way
        await door._rooms[0].acquire()
    assert (await to_them(server, message(17)))[0] == 503
    assert (await deliver(server, message(17)))[0] == 200
    door._rooms[0].release()
    door.limits = WebhookLimits()
    assert (await to_them(server, message(17)))[0] == 200


async def test_pages_hear_of_their_own_workspaces_desks(server: Running) -> None:
    """By their key: a page keeps silent where its own workspace's desk tells us already."""
    for key, desks in ((None, ["chatwoot"]), (OTHER_KEY, ["chatwoot"])):
        assert (await server.call("GET", "/desks/config.json", key=key))[1]["webhooks"] == desks
    server.parts.own.webhooks.intake._given = {}
    for key, desks in ((None, []), (KEY, []), (OTHER_KEY, ["chatwoot"])):
        assert (await server.call("GET", "/desks/config.json", key=key))[1]["webhooks"] == desks
    assert (await server.call("GET", "/desks/config.json", key="nobody's key"))[0] == 401


# --- what each is told ---


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


def telling(receiver: Receiver) -> dict[str, Any]:
    """A server whose workspaces have their desk's API and their webhooks at the same address."""
    api = f"http://{receiver.host}"
    theirs = {
        **listed(url=api, token_variable="TOKEN"),
        "webhooks": (WebhookEntry(url=receiver.url, secret_variable="HOOK"),),
    }
    return {
        "desks": {"chatwoot": {"secrets": [SECRET], "url": api, "token": "our-token"}},
        "webhook_urls": receiver.url,
        "webhook_secret": OUR_HOOK,
        "private_targets": receiver.host,
        "note_priority": "normal",
        "opens": {"other": theirs},
    }


async def test_each_tells_its_own(serve: Serve, receiver: Receiver) -> None:
    """The same prompt of the same conversation, to the same address: by whose secret and token, and once for each."""
    async with serve(**telling(receiver)) as server:
        await deliver(server, message(17, "Ours"))
        await to_them(server, message(17, "Theirs"))
        got = await receiver.until(4)
    hooks = {one.json["data"]["workspace"]: one for one in got if one.path == "/hook"}
    notes = {one.headers["api_access_token"]: one for one in got if one.path.endswith("/conversations/42/messages")}
    assert (hooks.keys(), notes.keys(), len(got)) == ({"default", "other"}, {"our-token", "their-token"}, 4)
    for workspace, (right, wrong) in {"default": (OUR_HOOK, HELD["HOOK"]), "other": (HELD["HOOK"], OUR_HOOK)}.items():
        Webhook(right).verify(hooks[workspace].body, dict(hooks[workspace].headers))
        with pytest.raises(WebhookVerificationError):
            Webhook(wrong).verify(hooks[workspace].body, dict(hooks[workspace].headers))
    assert hooks["default"].headers["webhook-id"] != hooks["other"].headers["webhook-id"]


async def settled(server: Running, key: str) -> Counter[str]:
    """How many notices were told, failed, put off and so on, as a workspace's figures show it."""
    _, figures = await server.call("GET", "/metrics", key=key)
    found: Counter[str] = Counter()
    for what, count in re.findall(rb'bistand_notices_total\{to="\w+",what="(\w+)"\} (\d+)', figures):
        found[what.decode()] += int(count)
    return found


async def until(server: Running, key: str, **what: int) -> None:
    """Wait until a workspace's figures say this of its notices, and nothing else."""
    for _ in range(1_000):
        if await settled(server, key) == what:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"never came: {what}, only {await settled(server, key)}")


async def test_one_cannot_be_told(serve: Serve, receiver: Receiver) -> None:
    """What fails for one is tried again for that one, is counted there, and goes with its conversations alone."""
    hanging, go_on = [False], asyncio.Event()

    async def only_ours(request: web.Request) -> web.StreamResponse:
        is_ours = request.headers.get("api_access_token") == "our-token" or b'"default"' in await request.read()
        if not is_ours and hanging[0]:
            await go_on.wait()
        return web.Response(status=200 if is_ours else 500)

    receiver.answer = only_ours
    async with serve(**telling(receiver)) as server:
        for number in range(FAILING):
            await to_them(server, message(number, conversation=number), f"d{number}")
            await until(server, OTHER_KEY, failed=2 * (number + 1))
        hanging[0] = True  # from here on the other's lanes are tried with one call at a time
        await to_them(server, message(99, conversation=99), "d99")
        await receiver.until(2 * FAILING + 2)
        for number in range(FAILING):
            await deliver(server, message(number, conversation=number), f"d{number}")
        await until(server, KEY, told=2 * FAILING)
        go_on.set()
        await until(server, OTHER_KEY, failed=2 * FAILING + 2)
        for key, numbers in ((KEY, range(FAILING)), (OTHER_KEY, (*range(FAILING), 99))):
            assert await server.parts.store.next_notice() is not None
            for number in numbers:
                assert (await server.call("DELETE", f"/v1/conversations/chatwoot-3-{number}", key=key))[0] == 204
        assert await server.parts.store.next_notice() is None
