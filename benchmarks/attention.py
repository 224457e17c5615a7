"""How many prompts an agent would see, and how many of them the human agent's next turn bears out.

    python -m benchmarks.attention [--conversations 150] [--data FILE]

FILE holds the development part of `star`: human conversations with `turns` of `speaker`, `text` and `t` (real
seconds), the agent's turns with `moments` (the data set's labels) or `free_text` (no label). A sample goes
through encoder, acts and step once; then step alone plays it under each budget, so that all rows rest on the same
understanding. The agents saw no prompts.

fulfilled   the agent's very next turn does what the prompt asks (the prompt closes as done by it)
labelled    that turn has a label of the data set that says so, for moments that have such labels and turns that are
            labelled at all
borne out   either; answer_promptly aside, which whatever the agent says next fulfils
chance      how often any labelled turn of an agent has such a label
"""

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.progress import track

from assist.commands.workspace import Workspace, opened
from assist.core.attention import BUDGET, MINUTE_S
from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Participant, Role
from assist.core.playbook import Playbook
from assist.core.prompts import Accepted, Closed, Opened, Status
from assist.core.session import Step
from assist.replay import steps
from assist.settings import read_settings
from benchmarks.machine import print_table, spread

STAR = Path(__file__).resolve().parents[2] / "shared" / "data" / "star" / "dev.jsonl"
START = 1_704_099_600.0  # a Monday morning
LABELS = {  # what the data set calls a turn that does what the moment asks, or that takes the ending for one too
    "greet_and_introduce": {"greeting"},
    "paraphrase_to_confirm": {"confirm_before_acting"},
    "ask_anything_else": {"anything_else"},
    "confirm_resolution": {"anything_else", "closing"},
    "thank_by_name": {"closing"},
}
FULFILLED_BY_ANYTHING = {"answer_promptly"}
Labels = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Talk:
    """A conversation whose events are understood, and the labels of those agent turns that have any, by event."""

    conversation: Conversation
    events: Sequence[Event]
    labels: Labels

    @property
    def minutes(self) -> float:
        """From the first turn to the last."""
        return (self.events[-1].at - self.events[0].at) / 60


@dataclass
class Shown:
    """A prompt as the agent would have seen it; None where there is no next turn, or no label to compare with."""

    moment: str
    at: float
    waited: bool
    is_fulfilled: bool | None = None
    is_labelled: bool | None = None

    @property
    def is_borne_out(self) -> bool | None:
        """Whether the next turn fulfils it or is labelled so."""
        return None if self.is_fulfilled is None else self.is_fulfilled or bool(self.is_labelled)


@dataclass(frozen=True)
class Played:
    """What one budget makes of one conversation."""

    shown: Sequence[Shown]
    most_open: int
    held_back: int

    @property
    def most_a_minute(self) -> int:
        """The most prompts that opened within a minute."""
        times = [one.at for one in self.shown]
        return max((sum(at <= later < at + MINUTE_S for later in times) for at in times), default=0)


def main() -> None:
    """Play and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, default=150, help="how many to sample, always the same ones")
    parser.add_argument("--data", type=Path, default=STAR, help="conversations as lines of JSON")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines()]
    sample = random.Random(1).sample(rows, min(args.conversations, len(rows)))  # noqa: S311 - a sample, not a secret
    with tempfile.TemporaryDirectory() as folder:
        workspace = opened(read_settings(data=Path(folder)))
        talks = [understood(row, workspace) for row in track(sample, description="Understanding")]
    budgets = budgets_of(workspace.playbook)
    played = {name: [play(talk, *budget) for talk in talks] for name, budget in budgets.items()}
    print_budgets(talks, played)
    print_moments(talks, played)


def understood(row: Mapping[str, Any], workspace: Workspace) -> Talk:
    """A line of the data set, its events as the encoder and the acts understand them."""
    turns = {f"e{number}": turn for number, turn in enumerate(row["turns"], 1)}
    conversation = Conversation(row["id"], Channel.CHAT)
    heard = [
        Event(name, EventType.MESSAGE, START + turn["t"], Role(turn["speaker"]), turn["text"])
        for name, turn in turns.items()
    ]
    taken = steps(conversation, heard, None, workspace.understand, workspace.playbook)
    events = [entry.event for step in taken for entry in step.entries if isinstance(entry, Accepted)]
    labels = {
        name: frozenset(turn["moments"])
        for name, turn in turns.items()
        if turn["speaker"] == Role.AGENT and not turn["free_text"]
    }
    return Talk(conversation, events, labels)


def budgets_of(playbook: Playbook) -> dict[str, tuple[str, Playbook]]:
    """Tenure and playbook: without any budget, and as the standards have it for each tenure."""
    unlimited = replace(playbook, standards=replace(playbook.standards, attention={}))
    return {"none": ("", unlimited)} | {tenure: (tenure, playbook) for tenure in playbook.standards.attention}


def play(talk: Talk, tenure: str, playbook: Playbook) -> Played:
    """Everything that one conversation would have shown to an agent of this tenure."""
    shown, unseen, waiting = dict[str, Shown](), list[str](), set[str]()
    most_open = held_back = 0
    conversation = replace(talk.conversation, agent=Participant(tenure=tenure))
    for step in steps(conversation, talk.events, None, lambda _, event: event, playbook):
        turn = next((entry.event for entry in step.entries if isinstance(entry, Accepted)), None)
        if turn is not None and turn.role is Role.AGENT:
            judge([shown[name] for name in unseen], step, unseen, talk.labels.get(turn.id))
            unseen = []
        for entry in step.entries:
            if isinstance(entry, Opened):
                moment = entry.prompt.moment
                shown[entry.prompt.id] = Shown(moment, entry.at, moment in waiting)
                unseen.append(entry.prompt.id)
                waiting.discard(moment)
        over = [one.moment for one in step.suppressed if one.reason in BUDGET]
        waiting.update(over)
        held_back += len(over)
        most_open = max(most_open, len(step.conversation.prompts))
    return Played([*shown.values()], most_open, held_back)


def judge(shown: Sequence[Shown], step: Step, names: Sequence[str], labels: frozenset[str] | None) -> None:
    """What the agent's next turn makes of the prompts that came since the one before."""
    done = {entry.prompt for entry in step.entries if isinstance(entry, Closed) and entry.status is Status.DONE}
    for name, one in zip(names, shown, strict=True):
        one.is_fulfilled = name in done
        if labels is not None and one.moment in LABELS:
            one.is_labelled = bool(labels & LABELS[one.moment])


def print_budgets(talks: Sequence[Talk], played: Mapping[str, Sequence[Played]]) -> None:
    """One column a budget."""
    minutes = sum(talk.minutes for talk in talks)
    columns = [figures(each, minutes) for each in played.values()]
    print_table(
        f"What an agent would see in {len(talks)} conversations of star ({minutes:.0f} minutes)",
        ("", *played),
        [(name, *(column[name] for column in columns)) for name in columns[0]],
    )


def figures(played: Sequence[Played], minutes: float) -> dict[str, str]:
    """What one budget comes to."""
    shown = [*shown_in(played)]
    most, three = "median / p95 / most", "{:.0f} / {:.0f} / {:.0f}"
    return {
        "prompts a minute": f"{len(shown) / minutes:.2f}",
        "prompts a conversation": f"{len(shown) / len(played):.1f}",
        f"most open at once, {most}": three.format(*spread([each.most_open for each in played])),
        f"most in a minute, {most}": three.format(*spread([each.most_a_minute for each in played])),
        "times held back": str(sum(each.held_back for each in played)),
        "shown later": str(sum(one.waited for one in shown)),
        "shown later, borne out": share(one.is_borne_out for one in shown if one.waited),
        "fulfilled": share(one.is_fulfilled for one in shown),
        "labelled": share(one.is_labelled for one in shown),
        "borne out": share(one.is_borne_out for one in shown if one.moment not in FULFILLED_BY_ANYTHING),
    }


def print_moments(talks: Sequence[Talk], played: Mapping[str, Sequence[Played]]) -> None:
    """One row a moment: how often it is shown under each budget, and what bears it out without any."""
    counts = {name: Counter(one.moment for one in shown_in(each)) for name, each in played.items()}
    first = next(iter(played))
    turns = [labels for talk in talks for labels in talk.labels.values()]
    rows = []
    for moment, _ in counts[first].most_common():
        own = [one for one in shown_in(played[first]) if one.moment == moment]
        wanted = LABELS.get(moment)
        rows.append(
            (
                moment,
                *(count[moment] for count in counts.values()),
                share(one.is_fulfilled for one in own).partition(" ")[0],
                share(one.is_labelled for one in own).partition(" ")[0],
                share(bool(labels & wanted) for labels in turns).partition(" ")[0] if wanted else "",
            )
        )
    print_table(
        "Prompts by moment under each budget, and what bears them out under none",
        ("moment", *counts, "fulfilled", "labelled", "chance"),
        rows,
    )


def shown_in(played: Sequence[Played]) -> Iterator[Shown]:
    """Every prompt of all conversations."""
    return (one for each in played for one in each.shown)


def share(judged: Iterable[bool | None]) -> str:
    """`share of all` among those that could be judged; empty when none could."""
    known = [one for one in judged if one is not None]
    return f"{sum(known) / len(known):.2f} of {len(known)}" if known else ""


if __name__ == "__main__":
    main()
