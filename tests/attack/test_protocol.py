"""The whole protocol as a machine: whatever happens in whatever order, nothing is lost, doubled or told to others."""

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assist.acts.definition import load_folder as load_acts
from assist.playbook.loading import BUILT_IN, load_folder
from assist.ports import Key
from tests.attack.effort import effort, examples
from tests.attack.world import Host, Json, Place, Viewer, until

PLAYBOOK = load_folder(BUILT_IN, load_acts().names)
TEXTS = ("Hej", "Hvor er min pakke?", "Hi, Bo from Alfa here, how may I help you?", "Obrigada, adeus!", "🙂", "")
EVENTS = st.one_of(
    st.builds(lambda role, text: {"type": "message", "role": role, "text": text},
              st.sampled_from(("customer", "agent", "supervisor", "bot", "system")), st.sampled_from(TEXTS)),
    st.sampled_from([{"type": kind} for kind in (
        "hold_started", "hold_ended", "call_ringing", "call_answered", "conversation_ended", "conversation_reopened")]),
)  # fmt: skip
IDS = st.integers(1, 12).map("e{}".format)
NAMES = st.sampled_from([("default", "a"), ("default", "b"), ("other", "a")])  # one name in both workspaces
PICKS = st.integers(0, 2)  # which of the three viewers
LIES = ("place", "half", "start", "beyond", "other epoch", "no epoch")


@dataclass
class Known:
    """A conversation as the one who writes to it knows it: what was acknowledged, and what may have been taken."""

    epoch: str
    acknowledged: dict[str, int] = field(default_factory=dict)
    uncertain: set[str] = field(default_factory=set)
    log: list[Json] = field(default_factory=list)


class Protocol(RuleBasedStateMachine):
    """REST and several sockets against a real server, which is stopped and begun again in between."""

    @initialize()
    def start(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.host = Host(self.folder, PLAYBOOK)
        self.all = [Viewer("default"), Viewer("default"), Viewer("other")]
        self.known: dict[tuple[str, str], Known] = {}
        self.run(self._start())

    async def _start(self) -> None:
        await self.host.start()
        for name in (("default", "a"), ("default", "b"), ("other", "a")):
            await self._begin(name)
            await self._post(name, ["e1", "e2"], {"type": "message", "role": "customer", "text": "Hej"})
        for viewer in self.all:
            await viewer.connect(self.host.port)
            await self._subscribe(viewer, "a", "place")

    def teardown(self) -> None:
        if hasattr(self, "host"):
            self.run(self._end())
            self.loop.close()
            shutil.rmtree(self.folder)

    async def _end(self) -> None:
        for viewer in self.all:
            if viewer.is_connected:
                await viewer.drop()
        await self.host.stop()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    async def call(self, name: tuple[str, str], method: str, path: str = "", body: object = None) -> tuple[int, Any]:
        return await self.host.call(name[0], method, f"/v1/conversations/{name[1]}{path}", body)

    def _followed(self, name: tuple[str, str]) -> list[Place]:
        """What each viewer who follows it has been told."""
        here = [viewer for viewer in self.all if viewer.is_connected and viewer.workspace == name[0]]
        places = [viewer.places.get(name[1]) for viewer in here]
        return [place for place in places if place and place.is_followed]

    # --- conversations -------------------------------------------------------------------------------

    @rule(name=NAMES)
    def begin(self, name: tuple[str, str]) -> None:
        """New, or the same again."""
        self.run(self._begin(name))

    async def _begin(self, name: tuple[str, str]) -> None:
        body = {"id": name[1], "channel": "chat", "customer": {"name": f"of {name}"}}
        status, shown = await self.host.call(name[0], "POST", "/v1/conversations", body)
        assert status == (200 if name in self.known else 201)
        assert shown["epoch"] == self.known.setdefault(name, Known(shown["epoch"])).epoch

    @rule(name=NAMES, ids=st.lists(IDS, min_size=1, max_size=4), event=EVENTS)
    def post(self, name: tuple[str, str], ids: list[str], event: Json) -> None:
        """Over HTTP: new ones are taken, known ones acknowledged again."""
        self.run(self._post(name, ids, event))

    async def _post(self, name: tuple[str, str], ids: list[str], event: Json) -> None:
        events = [self._event(name, each, event) for each in ids]
        status, answer = await self.call(name, "POST", "/events", {"events": events})
        if name not in self.known:
            assert status == 404
            return
        assert status == 200
        accepted = {receipt["id"]: receipt["seq"] for receipt in answer["accepted"]}
        known = self.known[name]
        assert accepted.keys() & known.acknowledged.keys() == set()
        assert accepted.keys() | set(answer["duplicates"]) == {event["id"] for event in events}
        assert set(answer["duplicates"]) - accepted.keys() <= known.acknowledged.keys() | known.uncertain
        known.acknowledged |= accepted

    def _event(self, name: tuple[str, str], each: str, event: Json) -> Json:
        return {**event, "id": f"{'/'.join(name)}/{each}"}  # whose it is can be seen wherever it turns up

    @rule(name=NAMES, ids=st.lists(IDS, min_size=2, max_size=6), event=EVENTS)
    def post_together(self, name: tuple[str, str], ids: list[str], event: Json) -> None:
        """Everybody at the same time: sockets and HTTP, the same events and others."""
        self.run(self._post_together(name, ids, event))

    async def _post_together(self, name: tuple[str, str], ids: list[str], event: Json) -> None:
        if name not in self.known:
            return
        known = self.known[name]
        events = [self._event(name, each, event) for each in ids]
        viewers = [viewer for viewer in self.all if viewer.is_connected and viewer.workspace == name[0]]
        sent = [viewer.send(type="event", conversation=name[1], event=each) for viewer in viewers for each in events]
        posts = [self.call(name, "POST", "/events", each) for each in events]
        answers = await asyncio.gather(*posts, *sent)
        for status, answer in answers[: len(posts)]:
            assert status == 200
            for receipt in answer["accepted"]:
                assert known.acknowledged.setdefault(receipt["id"], receipt["seq"]) == receipt["seq"]
        for viewer in viewers:
            for each in events:
                await self._acknowledged(viewer, name, each["id"])

    async def _acknowledged(self, viewer: Viewer, name: tuple[str, str], each: str) -> None:
        await until(lambda: (name[1], each) in viewer.acks)
        seq = viewer.acks[name[1], each]
        assert self.known[name].acknowledged.setdefault(each, seq) == seq

    @rule(name=NAMES, action=st.sampled_from(("used", "dismissed", "helpful")), pick=st.integers(0, 9))
    def feedback(self, name: tuple[str, str], action: str, pick: int) -> None:
        """On a prompt that was opened, or on none."""
        self.run(self._feedback(name, action, pick))

    async def _feedback(self, name: tuple[str, str], action: str, pick: int) -> None:
        log = self.known[name].log if name in self.known else []
        opened = [entry["prompt"]["id"] for entry in log if entry["kind"] == "prompt_opened"]
        prompt = opened[pick % len(opened)] if opened else "p999"
        status, _ = await self.call(name, "POST", f"/prompts/{prompt}/feedback", {"action": action})
        assert status == (200 if opened else 404)

    @rule(name=NAMES, again=st.booleans(), ids=st.lists(IDS, max_size=3), event=EVENTS)
    def erase(self, name: tuple[str, str], again: bool, ids: list[str], event: Json) -> None:
        """Everybody who follows is told; also when another conversation begins at once under the same name."""
        self.run(self._erase(name, again, ids, event))

    async def _erase(self, name: tuple[str, str], again: bool, ids: list[str], event: Json) -> None:
        followed = self._followed(name)
        status, _ = await self.call(name, "DELETE")
        assert status == (204 if self.known.pop(name, None) else 404)
        for viewer in self.all:
            if viewer.workspace == name[0]:
                viewer.acks = {key: seq for key, seq in viewer.acks.items() if key[0] != name[1]}
        if again:
            await self._begin(name)
            if ids:
                await self._post(name, ids, event)
        await until(lambda: not any(place.is_followed for place in followed))

    @rule(seconds=st.sampled_from((1.0, 61.0, 400.0, 90_000.0)))
    def time_passes(self, seconds: float) -> None:
        """Timers fire, prompts open and expire."""
        self.host.clock.now += seconds
        for name in self.known:
            self.run(self.host.parts.tenants[name[0]].runner.tick(Key(*name)))

    @rule(how=st.sampled_from(("drop", "restart", "key")), pick=PICKS)
    def lose(self, how: str, pick: int) -> None:
        """The connection, the server, or the key: then the next subscription ends the connection, for good."""
        match how:
            case "drop" if self._viewer(pick).is_connected:
                self.run(self._viewer(pick).drop())
            case "restart":
                self.run(self._restart())
            case "key":
                viewer = self._connected(pick)
                with self.host.without_keys():
                    self.run(viewer.send(type="subscribe", conversation="a"))
                    assert self.run(viewer.gone()) == 4101

    async def _restart(self) -> None:
        """Everybody is told to come back; nothing is forgotten."""
        await self.host.stop()
        for viewer in self.all:
            if viewer.has_socket:
                assert await viewer.gone() == 4001
        await self.host.start()

    # --- viewers -------------------------------------------------------------------------------------

    def _viewer(self, pick: int) -> Viewer:
        return self.all[pick % len(self.all)]

    def _connected(self, pick: int) -> Viewer:
        viewer = self._viewer(pick)
        if not viewer.is_connected:
            self.run(viewer.connect(self.host.port))
        return viewer

    @rule(pick=PICKS, name=st.sampled_from(("a", "b")), how=st.sampled_from(LIES))
    def subscribe(self, pick: int, name: str, how: str) -> None:
        """From where it stands, or from where it wrongly says it stands: recovered only if nothing is missing."""
        self.run(self._subscribe(self._connected(pick), name, how))

    async def _subscribe(self, viewer: Viewer, name: str, how: str) -> None:
        known = self.known.get((viewer.workspace, name))
        place = viewer.places.setdefault(name, Place())
        await self._unfollow(viewer, name)
        told = len(place.entries)
        after = {"half": told // 2, "start": 0, "beyond": 10_000}.get(how, told)
        epoch = {"other epoch": "0000", "no epoch": None}.get(how, place.epoch)
        if epoch is None and known and place.epoch not in {None, known.epoch}:
            return  # who does not say which log it has read cannot be told that it is another one
        place.entries = place.entries[:after]
        count = len(viewer.answers)
        await viewer.send(type="subscribe", conversation=name, after=after, epoch=epoch)
        await until(lambda: len(viewer.answers) > count)
        answer = viewer.answers[count]
        assert answer["conversation"] == name
        if known is None:
            assert answer["code"] == "not_found"
            viewer.places.pop(name)
            return
        assert answer["epoch"] == known.epoch
        assert answer["recovered"] == (epoch in {None, known.epoch} and after <= len(known.log))

    @rule(pick=PICKS, name=st.sampled_from(("a", "b")))
    def unsubscribe(self, pick: int, name: str) -> None:
        """From then on nothing of it comes."""
        self.run(self._unfollow(self._connected(pick), name))

    async def _unfollow(self, viewer: Viewer, name: str) -> None:
        await viewer.send(type="unsubscribe", conversation=name)
        await viewer.barrier()
        if name in viewer.places:
            viewer.places[name].is_followed = False

    @rule(pick=PICKS, name=st.sampled_from(("a", "b")), each=IDS, event=EVENTS)
    def send(self, pick: int, name: str, each: str, event: Json) -> None:
        """An event over the socket is acknowledged with its number, again with the same one."""
        viewer = self._connected(pick)
        self.run(self._send(viewer, (viewer.workspace, name), self._event((viewer.workspace, name), each, event)))

    async def _send(self, viewer: Viewer, name: tuple[str, str], event: Json) -> None:
        count = len(viewer.answers)
        await viewer.send(type="event", conversation=name[1], event=event)
        if name in self.known:
            await self._acknowledged(viewer, name, event["id"])
        else:
            await until(lambda: len(viewer.answers) > count)
            assert viewer.answers[count]["code"] == "not_found"

    @rule(pick=PICKS, name=st.sampled_from(("a", "b")), each=IDS, event=EVENTS)
    def send_and_drop(self, pick: int, name: str, each: str, event: Json) -> None:
        """Nobody knows whether that one was taken; but it was as a whole, or not at all."""
        viewer = self._connected(pick)
        whole = (viewer.workspace, name)
        if whole in self.known:
            sent = self._event(whole, each, event)
            self.known[whole].uncertain.add(sent["id"])
            self.run(viewer.send(type="event", conversation=name, event=sent))
            self.run(viewer.drop())

    @rule(pick=PICKS, bad=st.sampled_from(("{", "[]", '{"type":"dance"}', '{"type":"event"}', "null", "")))
    def send_nonsense(self, pick: int, bad: str) -> None:
        """It is refused in a sentence, and the connection stays."""
        self.run(self._send_nonsense(self._connected(pick), bad))

    async def _send_nonsense(self, viewer: Viewer, bad: str) -> None:
        count = len(viewer.answers)
        await viewer.send_raw(bad)
        await until(lambda: len(viewer.answers) > count)
        assert viewer.answers[count]["type"] == "error"

    # --- what always holds ---------------------------------------------------------------------------

    @invariant()
    @precondition(lambda self: hasattr(self, "host"))
    def nothing_is_lost_doubled_or_told_to_others(self) -> None:
        """Logs grow without gaps and hold what was acknowledged; viewers have been told exactly the log."""
        for name in tuple(self.known):
            self.run(self._check(name))
        for viewer in self.all:
            assert viewer.faults == []

    async def _check(self, name: tuple[str, str]) -> None:
        known = self.known[name]
        while True:  # an event of somebody who has gone may still be on its way
            _, answer = await self.call(name, "GET", "/log")
            log = answer["entries"]
            for place in self._followed(name):
                await until(partial(place.has, len(log)))
                assert place.entries[: len(log)] == log
            if (await self.call(name, "GET"))[1]["last_seq"] == len(log):
                break
        assert [entry["seq"] for entry in log] == list(range(1, len(log) + 1))
        assert log[: len(known.log)] == known.log
        taken = [(entry["event"]["id"], entry["seq"]) for entry in log if entry["kind"] == "event"]
        assert len(dict(taken)) == len(taken)
        assert known.acknowledged.items() <= dict(taken).items()
        assert dict(taken).keys() <= known.acknowledged.keys() | known.uncertain
        assert all(each.startswith("/".join(name) + "/") for each, _ in taken)
        known.log, known.acknowledged = log, dict(taken)


TestProtocol = Protocol.TestCase
TestProtocol.settings = examples(20, 300, stateful_step_count=effort(30, 80))
