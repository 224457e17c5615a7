"""Nothing crosses workspaces: whatever two of them do on one server, in any order, neither meets the other."""

import asyncio
import contextlib
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.connections import DeskEntry
from assist.practice.practice import Practice
from assist.server.http import API
from tests.assist.server.conftest import KEY, OTHER_KEY, Running, Serve, said
from tests.assist.server.desk import PATH, deliver, message
from tests.assist.server.minting import key_of, mint, opened_by
from tests.attack.effort import examples

KEYS = {"default": KEY, "other": OTHER_KEY}
PASSING = {"Date", "Content-Length"}
MARKS = {"default": "marigold", "other": "nightshade"}
NAMES = ("chatwoot-3-1", "chatwoot-3-2")  # as desks name them
HERS, HER_KEY = key_of("agent", workspace="other", name="hers")
HER_SECRET = "the secret of the other workspace's desk"
SECRETS = {"default": "what our Chatwoot signs with", "other": "what their Chatwoot signs with"}


def with_desk(opens: dict[str, Any], workspace: str) -> dict[str, Any]:
    """The same desk on both sides, with a secret of each."""
    held = {"CHATWOOT": SECRETS[workspace], "DESK": opens["look_up"]("DESK")}
    return {**opens, "desks": (DeskEntry(desk="chatwoot", secret_variable="CHATWOOT"),), "look_up": held.get}


OPENS = {
    "default": with_desk(opened_by(), "default"),
    "other": with_desk(opened_by(HER_KEY, issuer="https://other.example", secret=HER_SECRET), "other"),
}

ACTIONS = (
    *("begin", "post", "push", "follow", "read", "list", "write", "search", "drop", "erase", "feedback", "revoke"),
    *("deliver", "deliver_again"),
)
steps = st.lists(
    st.tuples(st.sampled_from(sorted(KEYS)), st.sampled_from(ACTIONS), st.sampled_from([*NAMES, "own"])), max_size=30
)


# Both begin with conversations of the same names and of their own, viewers, entries, deliveries and guidelines.
BEFORE = [
    (workspace, action, name)
    for name in (*NAMES, "own")
    for workspace in KEYS
    for action in ("begin", "follow", "post", "deliver", "write")
] + [("default", "push", NAMES[0])]


@dataclass
class Side:
    """One workspace, as its own clients know it: what there must be, and what they were sent."""

    server: Running
    name: str
    socket: aiohttp.ClientWebSocketResponse
    logs: dict[str, int] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    events: int = 0
    delivered: list[dict[str, Any]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    @property
    def mark(self) -> str:
        return MARKS[self.name]

    def called(self, name: str) -> str:
        """Some names are the same on both sides, others hold whose they are."""
        return name if name in NAMES else f"{name}-{self.mark}"

    async def call(self, method: str, path: str, **given: Any) -> tuple[int, Any]:
        status, body = await self.server.call(method, path, key=KEYS[self.name], **given)
        self.heard.append(body.decode() if isinstance(body, bytes) else json.dumps(body))
        return status, body

    async def deliver(self, number: int) -> None:
        """The desk sends what it sent before, or something new; deliveries are called the same on both sides."""
        to, secret = f"{PATH}/{self.name}", SECRETS[self.name]
        assert await deliver(self.server, self.delivered[number], f"d{number}", to=to, secret=secret) == (200, {})

    async def until(self, *kinds: str) -> dict[str, Any]:
        """Read the socket until a frame of these kinds; that what was followed is erased is told when it is found."""
        while True:
            frame: dict[str, Any] = await self.socket.receive_json(timeout=60)
            self.heard.append(json.dumps(frame))
            if frame["type"] in kinds and "was erased" not in frame.get("detail", ""):
                return frame

    async def listen(self) -> None:
        """Everything that is still under way."""
        with contextlib.suppress(TimeoutError):
            while True:
                self.heard.append(json.dumps(await self.socket.receive_json(timeout=0.05)))


async def act(side: Side, action: str, short: str) -> None:
    name = side.called(short)
    path, exists = f"/v1/conversations/{name}", name in side.logs
    found = 200 if exists else 404
    event = said(f"e{side.logs.get(name, 0)}", text=f"I want {side.mark}")
    match action:
        case "begin":
            body = {"id": name, "channel": "chat", "customer": {"name": side.mark}}
            assert (await side.call("POST", "/v1/conversations", json=body))[0] == (200 if exists else 201)
            side.logs.setdefault(name, 0)
        case "post":
            assert (await side.call("POST", f"{path}/events", json=event))[0] == found
            side.logs[name] = side.logs.get(name, 0) + 1
        case "push":
            await side.socket.send_json({"type": "event", "conversation": name, "event": event})
            frame = await side.until("ack", "error")
            assert frame["type"] == ("ack" if exists else "error")
            side.logs[name] = side.logs.get(name, 0) + 1
        case "follow":
            await side.socket.send_json({"type": "subscribe", "conversation": name})
            assert (await side.until("subscribed", "error"))["type"] == ("subscribed" if exists else "error")
        case "read":
            assert (await side.call("GET", path))[0] == found
            status, body = await side.call("GET", f"{path}/log?include=suppressed")
            assert status == found
            accepted = [entry for entry in body.get("entries", []) if entry["kind"] == "event"]
            assert len([one for one in accepted if one["event"]["type"] == "message"]) == side.logs.get(name, 0)
        case "feedback":
            given = {"json": {"action": "shown"}}
            assert (await side.call("POST", f"{path}/prompts/none/feedback", **given))[0] == 404
        case "erase":
            assert (await side.call("DELETE", path))[0] == (204 if exists else 404)
            side.logs.pop(name, None)
        case _:
            await act_otherwise(side, action, name)
    if not exists and action in {"post", "push"}:
        side.logs.pop(name)
    elif action in {"post", "push"}:
        side.events += 1


async def act_as_desk(side: Side, action: str, name: str) -> None:
    if action == "deliver_again" and side.delivered:
        await side.deliver(0)
    elif action == "deliver" and name in NAMES:
        about = {"conversation": int(name[-1]), "customer": side.mark}
        side.delivered.append(message(len(side.delivered), f"I want {side.mark}", **about))
        await side.deliver(len(side.delivered) - 1)
        side.logs[name] = side.logs.get(name, 0) + 1
        side.events += 1


async def act_otherwise(side: Side, action: str, name: str) -> None:
    match action:
        case "deliver" | "deliver_again":
            await act_as_desk(side, action, name)
        case "list":
            _, body = await side.call("GET", "/v1/conversations")
            assert {one["id"] for one in body["conversations"]} == side.logs.keys()
            _, body = await side.call("GET", "/v1/guidelines")
            assert {one["document"] for one in body["documents"]} == side.documents
            await side.call("GET", "/v1/guidelines/coverage")
        case "write":
            text = f"Every customer who asks gets {side.mark}.".encode()
            given: dict[str, Any] = {"data": text, "headers": {"Content-Type": "text/plain"}}
            assert (await side.call("PUT", f"/v1/guidelines/{name}", **given))[0] == 200
            side.documents.add(name)
        case "search":
            _, body = await side.call("GET", "/v1/guidelines/search?q=customer")
            assert {one["document"] for one in body["matches"]} == side.documents
        case "drop":
            found = 204 if name in side.documents else 404
            assert (await side.call("DELETE", f"/v1/guidelines/{name}"))[0] == found
            side.documents.discard(name)
        case "revoke":
            assert (await side.call("POST", "/v1/revocations", json={"revoke": "agent", "id": "kim"}))[0] == 200


async def play(serve: Serve, ops: list[tuple[str, str, str]]) -> None:
    async with serve(opens=OPENS) as server, server.socket(KEY) as one, server.socket(OTHER_KEY) as two:
        sides = {"default": Side(server, "default", one), "other": Side(server, "other", two)}
        for workspace, action, name in (*BEFORE, *ops):
            await act(sides[workspace], action, name)
        for side in sides.values():
            await side.listen()
            _, figures = await side.call("GET", "/metrics")
            counted = re.search(rb'bistand_events_total\{type="message"\} (\d+)', figures)
            assert (int(counted[1]) if counted else 0) == side.events
            foreign = MARKS["other" if side.name == "default" else "default"]
            assert [said for said in side.heard if foreign in said] == []
        _, shared = await server.call("GET", "/metrics", key=None)
        samples = [line for line in shared.decode().splitlines() if not line.startswith("#")]
        words = (*MARKS.values(), *NAMES, *KEYS, "message")
        assert [line for line in samples if any(word in line for word in words)] == []


@examples(20, 300)
@given(steps)
def test_two_workspaces_in_any_order(serve: Serve, ops: list[tuple[str, str, str]]) -> None:
    """Neither is sent an id, an entry, a match or a figure of the other; what is not there is 404 for both."""
    asyncio.run(play(serve, ops))


NAMED = [route for route in API if re.search(r"\{(conversation|document)\}", route.path)]


@pytest.mark.parametrize("route", NAMED, ids=[f"{route.method} {route.path}" for route in NAMED])
async def test_anothers_ids_are_as_if_absent(serve: Serve, route: Any) -> None:
    """Status, headers and body of the answer are those for a name that nobody has."""
    async with serve() as server:
        for tenant in server.parts.tenants.values():
            tenant.practice = Practice(server.parts.store, tenant.name, tenant.get_playbook, frozenset(), ("en",))
        await server.begin("theirs")
        await server.post(said("e1"), conversation="theirs")
        put = {"data": b"Say hello.", "headers": {"Content-Type": "text/plain"}}
        await server.call("PUT", "/v1/guidelines/theirs", **put)
        answers = []
        for name in ("theirs", "absent"):
            path = re.sub(r"\{(conversation|document)\}", name, route.path).replace("{prompt}", "p1")
            bodies: dict[str, Any] = {"events": said("e9"), "feedback": {"action": "shown"}}
            body = bodies.get(path.rpartition("/")[2])
            given: dict[str, Any] = put if route.method == "PUT" else {"json": body} if body else {}
            async with server.asked(route.method, path, key=OTHER_KEY, **given) as response:
                headers = {name: value for name, value in response.headers.items() if name not in PASSING}
                answers.append((response.status, headers, (await response.text()).replace(name, "NAME")))
        assert answers[0] == answers[1]
        assert answers[0][0] == (200 if route.method == "PUT" else 404)
        assert (await server.call("GET", "/v1/guidelines/theirs"))[1]["text"] == "Say hello."


async def test_one_is_too_fast(serve: Serve) -> None:
    """Each key has its own pace, and so has an agent of the same name in each workspace."""
    there = {"iss": "https://other.example", "secret": HER_SECRET}
    async with serve(opens=OPENS, requests_per_s=1.0) as server:
        slow = {KEY: [OTHER_KEY, HERS, mint()], mint(): [OTHER_KEY, HERS, mint(**there), mint(sub="lee")]}
        for fast, others in slow.items():
            server.parts.keys._buckets.clear()
            found = [(await server.call("GET", "/v1/guidelines", key=fast))[0] for _ in range(4)]
            assert found[-1] == 429
            assert [(await server.call("GET", "/v1/guidelines", key=key))[0] for key in others] == [200] * len(others)


async def test_timers_are_told_whose_they_are(serve: Serve) -> None:
    """A conversation wakes in its own workspace's way; one of a workspace that is not served is left alone."""
    async with serve(parts={"clock": lambda: time.time() + 120}) as server:
        await server.begin("c1")
        await server.call("POST", "/v1/conversations", key=OTHER_KEY, json={"id": "c1", "channel": "chat"})
        await server.call("POST", "/v1/conversations/c1/events", key=OTHER_KEY, json=said("e1", at=_ago(100)))
        for _ in range(1_200):
            _, log = await server.call("GET", "/v1/conversations/c1/log", key=OTHER_KEY)
            if len(log["entries"]) > 2:
                break
            await asyncio.sleep(0.05)
        assert [entry["kind"] for entry in log["entries"]].count("prompt_opened") == 2
        assert await server.log() == []


def _ago(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - seconds))
