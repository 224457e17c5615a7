"""Why a moment may not interrupt now."""

from dataclasses import replace

import pytest

from assist.core.attention import Allowance
from assist.core.conditions import Now, Standards
from assist.core.conversation import Conversation, History
from assist.core.events import Participant
from assist.core.playbook import Moment, Playbook
from assist.core.policy import refusal
from assist.core.prompts import Because, Priority, Prompt
from tests.assist.core.samples import conversation, moment

NOW = Now(("message",))
LOUD = moment("loud", NOW, excludes=frozenset({"quiet"}))
LOUDER = moment("louder", NOW, excludes=frozenset({"quiet"}))


def with_open(*moments: str, **others: object) -> Conversation:
    """A conversation in which these moments have a prompt open."""
    prompts = tuple(
        Prompt(f"p{n}", name, Priority.LOW, "", "en", "", "en", (), Because("e1", ""), 0.0)
        for n, name in enumerate(moments, 1)
    )
    return conversation(prompts=prompts, clock=100.0, **others)


def once(closed_at: float) -> dict[str, History]:
    """The moment has been prompted once, and that prompt closed then."""
    return {"quiet": History(1, 10.0, closed_at)}


ATTENTION = {"anyone": Allowance({Priority.NORMAL: 1}), "new": Allowance({Priority.NORMAL: 2})}


@pytest.mark.parametrize(
    ("this", "state", "reason"),
    [
        (moment("quiet", NOW), with_open("other"), None),
        (moment("quiet", NOW), with_open("urgent"), "budget:at_once"),
        (moment("quiet", NOW), with_open("urgent", agent=Participant("Kim", tenure="new")), None),
        (moment("urgent", NOW, replaces=True), with_open("urgent"), None),
        (moment("urgent", NOW), with_open("urgent"), "already_open"),
    ],
)
def test_attention_has_a_budget(this: Moment, state: Conversation, reason: str | None) -> None:
    """The agent's tenure chooses it; it is the last of the reasons, and taking one's own place needs no room."""
    prompts = tuple(
        replace(prompt, priority=Priority.URGENT if prompt.moment == "urgent" else Priority.LOW)
        for prompt in state.prompts
    )
    playbook = Playbook((this,), Standards({}, ATTENTION))
    assert refusal(this, replace(state, prompts=prompts), playbook) == reason


@pytest.mark.parametrize(
    ("this", "state", "reason"),
    [
        (moment("quiet", NOW), with_open(), None),
        (moment("quiet", NOW), with_open("quiet"), "already_open"),
        (moment("quiet", NOW, replaces=True), with_open("quiet"), None),
        (moment("quiet", NOW), with_open("louder", "loud"), "excluded_by:loud"),
        (moment("other", NOW), with_open("loud"), None),
        (moment("quiet", NOW), with_open("forgotten"), None),
        (moment("quiet", NOW, most=1), with_open(history=once(20)), "most_reached"),
        (moment("quiet", NOW, most=2), with_open(history=once(20)), None),
        (moment("quiet", NOW, most=1), with_open(), None),
        (moment("quiet", NOW, cooldown_s=60), with_open(history=once(41)), "cooldown"),
        (moment("quiet", NOW, cooldown_s=60), with_open(history=once(40)), None),
        (moment("quiet", NOW, cooldown_s=1e9), with_open(), None),
    ],
)
def test_every_no_has_a_name(this: Moment, state: Conversation, reason: str | None) -> None:
    """Open already, excluded, prompted often enough, or too soon; else it may open."""
    assert refusal(this, state, Playbook((LOUD, LOUDER, this), Standards({}))) == reason
