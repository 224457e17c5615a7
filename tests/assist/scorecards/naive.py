"""A recount straight from a log and what stands beside it, line by line, with nothing of the code that it checks."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from statistics import median
from typing import Any

Line = dict[str, Any]
DUE, NOT_DUE = {"question", "problem", "need", "upset", "requests_supervisor"}, {"goodbye", "nothing_else"}
STANDARDS = {"reply": "reply_s", "ringing": "ring_s", "voicemail": "voicemail_s", "hold": "hold_limit_s"}


def seconds(time: str) -> float:
    return datetime.fromisoformat(time).timestamp()


class Recount:
    """The needs, waits, talks and prompts of one conversation."""

    def __init__(self, log: list[Line], beside: list[Line], about: Line) -> None:
        """`about`: id, channel, language and the agent it began with."""
        self.about, self.agent = about, about["agent"]
        self.needs: list[Line] = []
        self.waits: list[Line] = []
        self.talks: list[Line] = []
        self.prompts: dict[str, Line] = {}
        self.clocks: dict[str, float | None] = {"reply": None, "ringing": None, "voicemail": None}
        self.hold: tuple[float, bool] | None = None
        self.has_held = False
        self.heard: float | None = None
        self.last: float | None = None
        self.is_answered = False
        agents: list[tuple[float, str, str]] = []
        for line in log:
            getattr(self, f"_{line['kind']}")(line, seconds(line["at"]))
            if line["kind"] == "event":
                agents.append((seconds(line["at"]), line["event"]["id"], self.agent))
        done = {(line["moment"], line["by"], line["at"]) for line in log if line.get("status") == "done"}
        for line in beside:
            if line["kind"] == "met" and (line["moment"], line["event"], line["at"]) not in done:
                at = seconds(line["at"])
                by = [one for one in agents if one[1] == line["event"]] or [one for one in agents if one[0] <= at]
                self._need(line["moment"], at, by[-1][2], False, "done", None)

    def _need(self, moment: str, at: float, agent: str, prompted: bool, status: str, took: float | None) -> None:
        self.needs.append(
            {"moment": moment, "at": at, "agent": agent, "prompted": prompted, "status": status, "took": took}
        )

    def _prompt_opened(self, line: Line, at: float) -> None:
        moment = line["prompt"]["moment"]
        self._need(moment, at, self.agent, True, "open", None)
        self.prompts[line["prompt"]["id"]] = {"moment": moment, "agent": self.agent, "at": at, "deeds": set()}

    def _prompt_updated(self, line: Line, at: float) -> None:
        pass

    def _prompt_closed(self, line: Line, at: float) -> None:
        (need,) = [one for one in self.needs if one["moment"] == line["moment"] and one["status"] == "open"]
        need["status"], need["took"] = line["status"], at - need["at"]
        need["agent"] = need["agent"] or self.agent
        if line["status"] in {"expired", "dismissed"}:
            self.prompts[line["prompt"]]["deeds"].add(line["status"])

    def _feedback(self, line: Line, at: float) -> None:
        self.prompts[line["prompt"]]["deeds"].add(line["action"])

    def _event(self, line: Line, at: float) -> None:
        event, before = line["event"], self.agent
        kind, acts = event["type"], {act["act"] for act in line.get("understood", {}).get("acts", [])}
        if kind == "agent_joined" or (kind == "message" and event["role"] == "agent" and "agent" in event):
            self.agent = event["agent"]["id"]
        since = at if self.last is None else self.last
        self.talks.append({"agent": before or self.agent, "at": since, "seconds": min(at - since, 300.0)})
        self.last = at
        if kind == "message":
            self._message(event["role"], acts, at)
        elif kind in {"hold_started", "hold_ended", "call_ringing", "call_answered", "voicemail_left"}:
            getattr(self, f"_{kind}")(at)
        elif kind == "conversation_ended":
            self._end(at, *self.clocks, answered=False)
            self._end_hold(at)

    def _message(self, role: str, acts: set[str], at: float) -> None:
        if role == "customer" and self.clocks["reply"] is None and (acts & DUE or not acts & NOT_DUE):
            self.clocks["reply"] = at
        if role == "customer":
            self.heard = at
        if role == "agent":
            self._end(at, *self.clocks, answered=True)
            is_live, waits = self.about["channel"] in {"chat", "phone", "in_person"}, "requests_wait" in acts
            if self.hold and not waits and (self.hold[1] or (self.heard or 0.0) > self.hold[0]):
                self._end_hold(at)  # nobody said so, and both talk on
            elif is_live and self.hold is None and waits:
                self.hold, self.has_held = (at, True), True

    def _end(self, at: float, *clocks: str, answered: bool) -> None:
        is_first = not self.is_answered
        for name in clocks:
            since, self.clocks[name] = self.clocks[name], None
            if since is not None:
                until = self.hold[0] if self.hold else at
                self._wait(name, since, max(0.0, until - since), answered, is_first)
                self.is_answered |= answered

    def _wait(self, kind: str, since: float, length: float, answered: bool, first: bool, is_open: bool = False) -> None:
        self.waits.append(
            {"kind": kind, "at": since, "seconds": length, "agent": self.agent, "answered": answered, "first": first}
        )

    def _end_hold(self, at: float) -> None:
        if self.hold and not (self.hold[1] and at - self.hold[0] <= 60):
            self._wait("hold", self.hold[0], at - self.hold[0], True, False)
        self.hold = None

    def _hold_started(self, at: float) -> None:
        self.hold, self.has_held = (at, False), True

    def _hold_ended(self, at: float) -> None:
        if self.has_held and self.hold is None:
            return  # told late
        self.has_held = True
        self.hold = self.hold and (self.hold[0], False)
        self._end_hold(at)
        if self.clocks["reply"] is not None:
            self.clocks["reply"] = at

    def _call_ringing(self, at: float) -> None:
        self.clocks["ringing"] = at

    def _call_answered(self, at: float) -> None:
        self._end(at, "ringing", "voicemail", answered=True)

    def _voicemail_left(self, at: float) -> None:
        self._end(at, "ringing", answered=False)
        if self.clocks["voicemail"] is None:
            self.clocks["voicemail"] = at

    def up_to(self, as_of: float) -> "Recount":
        """With the waits that go on, as long as they are by then."""
        running = {**self.clocks, "hold": self.hold[0] if self.hold else None}
        if self.hold:
            running["reply"] = None
        for kind, since in running.items():
            if since is not None:
                self._wait(kind, since, max(0.0, as_of - since), False, kind != "hold" and not self.is_answered)
        return self


def label(recount: Recount, line: Line, by: Iterable[str], hours_from_utc: int = 0) -> tuple[str, ...]:
    """The group of a line."""
    day = (datetime(1970, 1, 1) + timedelta(seconds=line["at"], hours=hours_from_utc)).date().isoformat()
    return tuple(day if noun == "day" else line.get(noun, recount.about.get(noun)) for noun in by)


def rows(recounts: list[Recount], by: tuple[str, ...], limit: Callable[[str, str], float | None]) -> dict[Any, Line]:
    """The figures of each group, in seconds and counts; `limit` says the standard of a kind of wait and a channel."""
    found: dict[Any, Line] = {}
    for one in recounts:
        tables = {"needs": one.needs, "prompts": list(one.prompts.values())}
        if "moment" not in by:
            tables |= {"waits": one.waits, "talks": one.talks}
        for name, lines in tables.items():
            for line in lines:
                empty = {"needs": [], "prompts": [], "waits": [], "talks": [], "conversations": set()}
                group = found.setdefault(label(one, line, by), empty)
                group[name].append({**line, "channel": one.about["channel"]})
                group["conversations"].add(one.about["id"])
    return {key: figures(group, limit) for key, group in found.items()}


def figures(group: Line, limit: Callable[[str, str], float | None]) -> Line:
    """What one row says."""
    status = [need["status"] for need in group["needs"]]
    took = [need["took"] for need in group["needs"] if need["prompted"] and need["status"] == "done"]
    deeds = [prompt["deeds"] for prompt in group["prompts"]]
    useful = [bool(one & {"used", "edited", "copied", "helpful"}) for one in deeds]
    unused = ["expired" in one and not use for one, use in zip(deeds, useful, strict=True)]
    counted = {
        "needed": len(status),
        "done": status.count("done"),
        "missed": status.count("expired") + status.count("withdrawn"),
        "withdrawn": status.count("withdrawn"),
        "dismissed": status.count("dismissed"),
        "open": status.count("open"),
        "prompted": len(took),
        "median_s_to_done": median(took) if took else None,
        "conversations": len(group["conversations"]),
        "prompts": len(deeds),
        "shown": sum(bool(one - {"expired"}) for one in deeds),
        "useful": sum(useful),
        "unused": sum(unused),
        "nuisance": sum(
            bool(one & {"dismissed", "unhelpful"}) or not_used for one, not_used in zip(deeds, unused, strict=True)
        ),
        **{name: sum(name in one for one in deeds) for name in ("used", "edited", "copied", "helpful", "unhelpful")},
        "hours": sum(talk["seconds"] for talk in group["talks"]) / 3600,
    }
    kinds = {"replies": {"reply", "voicemail"}, "ringing": {"ringing"}, "holds": {"hold"}}
    waits = {name: [one for one in group["waits"] if one["kind"] in kind] for name, kind in kinds.items()}
    waits["first_reply"] = [one for one in group["waits"] if one["first"]]
    return counted | {name: waited(lines, limit) for name, lines in waits.items()}


def waited(lines: list[Line], limit: Callable[[str, str], float | None]) -> Line:
    """How long customers waited, and how often within the standard."""
    within = late = unanswered = 0
    for line in lines:
        standard = limit(STANDARDS[line["kind"]], line["channel"])
        if standard is not None:
            is_late = line["seconds"] > standard
            within += line["answered"] and not is_late
            late += line["answered"] and is_late
            unanswered += not line["answered"] and is_late
    answered = [line["seconds"] for line in lines if line["answered"]]
    return {
        "count": len(answered),
        "median_s": median(answered) if answered else None,
        "within": within,
        "unanswered": unanswered,
        "judged": within + late + unanswered,
    }
