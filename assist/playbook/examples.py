"""A moment's own examples, run through the same replay as every conversation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.core.playbook import Example, Playbook
from assist.core.prompts import Opened
from assist.errors import InvalidRequest
from assist.replay import UnderstandNow, steps

START = 1_704_099_600.0  # Monday 2024-01-01, nine o'clock: people promise by the clock
BETWEEN_LINES_S = 10.0
CUSTOMER, AGENT, ORGANISATION = "Robin Lind", "Kim", "Fjordby"
PAUSE = re.compile(r"\+(\d+)$")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether an example did what it is an example of, and what happened.

    `opened` has every moment that opened, with the number of the line that made it (from 1); `held_back` says why the
    example's own moment was there and did not open: reasons as in the log, or `met` by what the agent had done.
    """

    moment: str
    example: Example
    passed: bool
    problem: str = ""
    opened: tuple[tuple[str, int], ...] = ()
    held_back: tuple[str, ...] = ()


def run_examples(playbook: Playbook, understand: UnderstandNow, only: str | None = None) -> Iterator[Outcome]:
    """Run the examples of every moment, or of one."""
    for moment in playbook.moments:
        if only in (None, moment.id):
            for example in moment.examples:
                yield run_example(moment.id, example, understand, playbook)


def run_example(moment: str, example: Example, understand: UnderstandNow, playbook: Playbook) -> Outcome:
    """An example that fires must open the moment at its last line; a silent one must never open it."""
    conversation, events, until = parse_lines(example.lines)
    last = events[-1].at if until is None else events[-1].at + 1e-3
    taken = list(steps(conversation, events, until, understand, playbook))
    openings = [entry for step in taken for entry in step.entries if isinstance(entry, Opened)]
    problem = _problem(example, [entry.at for entry in openings if entry.prompt.moment == moment], last)
    reasons = [one.reason for step in taken for one in step.suppressed if one.moment == moment]
    reasons += ["met" for step in taken for one in step.met if one.moment == moment]
    return Outcome(
        moment,
        example,
        not problem,
        problem,
        tuple((entry.prompt.moment, _line_of(entry.prompt.because.event)) for entry in openings),
        tuple(dict.fromkeys(reasons)),
    )


def _problem(example: Example, opened: Sequence[float], last: float) -> str:
    if not example.fires:
        return "it opened" if opened else ""
    if not opened:
        return "it never opened"
    return "" if max(opened) >= last else "it opened before the last line only"


def _line_of(event: str) -> int:
    return int(event.removeprefix("e") or 0)


def outcomes_body(outcomes: Sequence[Outcome]) -> dict[str, object]:
    """What became of examples, as the JSON that the command line and REST give."""
    failures = [outcome_body(outcome) for outcome in outcomes if not outcome.passed]
    return {"examples": len(outcomes), "passed": len(outcomes) - len(failures), "failed": failures}


def outcome_body(outcome: Outcome) -> dict[str, object]:
    """What became of one example."""
    return {
        "moment": outcome.moment,
        "language": outcome.example.language,
        "fires": outcome.example.fires,
        "lines": list(outcome.example.lines),
        "problem": outcome.problem,
        "opened": [{"moment": moment, "line": line} for moment, line in outcome.opened],
        "held_back": list(outcome.held_back),
    }


def parse_lines(lines: Sequence[str]) -> tuple[Conversation, list[Event], float | None]:
    """The conversation, its events, and until when to go on when the last line is a pause."""
    channel, at, until = Channel.CHAT, START, None
    events: list[Event] = []
    for number, line in enumerate(lines):
        kind, _, rest = (part.strip() for part in line.partition(":"))
        if kind == "channel":
            channel = Channel(rest)
        elif pause := PAUSE.match(line.strip()):
            at += float(pause.group(1)) - BETWEEN_LINES_S
            until = at + BETWEEN_LINES_S
        else:
            events.append(_event(f"e{number + 1}", at, kind, rest))
            until = None
        if kind != "channel":
            at += BETWEEN_LINES_S
    conversation = Conversation(
        "example", channel, Participant(CUSTOMER), Participant(AGENT), organisation=ORGANISATION
    )
    return conversation, events, until


def _event(name: str, at: float, kind: str, rest: str) -> Event:
    if kind in (Role.CUSTOMER, Role.AGENT):
        return Event(name, EventType.MESSAGE, at, Role(kind), rest)
    if kind not in EventType.__members__.values():
        raise InvalidRequest(
            f"an example's line begins with 'customer:', 'agent:', an event or '+seconds', not {kind!r}"
        )
    return Event(name, EventType(kind), at, text=rest, to=rest if kind.startswith("transfer") else "")
