"""A language model's words in an open prompt: they change nothing else."""

from dataclasses import replace

import pytest

from assist.core.conversation import Conversation
from assist.core.events import Channel, Citation, EventType
from assist.core.lateness import caught_up, in_order
from assist.core.playbook import Playbook
from assist.core.polish import is_done, is_done_by_words, polished
from assist.core.prompts import Closed, Polish, Status, Updated
from assist.core.session import Step, step
from tests.assist.core.samples import MOMENTS, MONDAY_NINE, SENTENCE, STANDARDS, agent, conversation, customer, happened

POLISHED = {"calm": Polish.SAY, "questions": Polish.SAY, "brief": Polish.SUMMARY}
PLAYBOOK = Playbook(
    tuple(replace(moment, polish=POLISHED.get(moment.id)) for moment in MOMENTS),
    STANDARDS,
    citations={("apologise", Channel.CHAT): (SENTENCE,)},
)
ANGRY = customer("e1", MONDAY_NINE, "This is absurd!", "upset")
AT = MONDAY_NINE + 2.0


def taken(*events, before: Conversation | None = None) -> list[Step]:
    """A step an event."""
    steps: list[Step] = []
    state = before or conversation()
    for event in events:
        steps.append(step(state, event, PLAYBOOK))
        state = steps[-1].conversation
    return steps


def worded(state: Conversation, moment: str, text: str) -> Step:
    """The step that puts `text` into the open prompt of a moment."""
    prompt = next(one for one in state.prompts if one.moment == moment)
    made = polished(state, prompt, text, AT, 5.0)
    assert made is not None
    return made


def test_the_words_change_and_nothing_else() -> None:
    """Not the clock, not the timer, no mark: what follows is the same with them and without."""
    before = taken(ANGRY)[-1].conversation
    made = worded(before, "calm", "I'm so sorry.")
    (entry,) = made.entries
    assert isinstance(entry, Updated)
    assert (entry.at, entry.prompt.words, entry.prompt.say) == (AT, "I'm so sorry.", before.prompts[0].say)
    plain = tuple(replace(one, polished="") for one in made.conversation.prompts)
    assert replace(made.conversation, prompts=plain) == before
    assert (made.suppressed, made.met, made.wake_at) == ((), (), 5.0)
    sorry = agent("e2", MONDAY_NINE + 1, "Sorry!", "apology")
    with_them, without = step(made.conversation, sorry, PLAYBOOK), step(before, sorry, PLAYBOOK)
    assert with_them.entries == without.entries
    assert any(isinstance(one, Closed) and one.status is Status.DONE for one in with_them.entries)


def test_a_prompt_that_is_not_open_as_it_was_is_left_alone() -> None:
    """Closed meanwhile, of an erased namesake, polished already; or there are no words."""
    opened = taken(ANGRY)[-1].conversation
    prompt = next(one for one in opened.prompts if one.moment == "calm")
    closed = taken(ANGRY, agent("e2", MONDAY_NINE + 1, "Sorry!", "apology"))[-1].conversation
    assert polished(closed, prompt, "Sorry.", AT, None) is None
    other = taken(customer("e1", MONDAY_NINE + 9, "This is absurd!", "upset"))[-1].conversation
    assert polished(other, prompt, "Sorry.", AT, None) is None
    assert polished(worded(opened, "calm", "One.").conversation, prompt, "Two.", AT, None) is None
    assert polished(opened, prompt, "", AT, None) is None


def test_a_summary_keeps_its_parts() -> None:
    """Customer, problem and mood stay as data; the words stand beside them."""
    transfer = happened("e2", MONDAY_NINE + 1, EventType.TRANSFER_STARTED, to="supervisor")
    state = taken(ANGRY, transfer)[-1].conversation
    made = worded(state, "brief", "Robin is angry.")
    prompt = made.entries[0].prompt  # type: ignore[union-attr]
    assert prompt.particulars["summary"] == {**prompt.details["summary"], "text": "Robin is angry."}
    assert prompt.words == prompt.say
    assert "text" not in prompt.details["summary"]


def caught(shown: Conversation, *events, late) -> Step:
    """What a late event brings to a state that these events and a polish have made."""
    folded = taken(*in_order([*events, late]))
    return caught_up(shown, folded[-1].conversation, folded, [late], PLAYBOOK)


def test_a_fold_keeps_words_while_those_they_stand_for_stay() -> None:
    """A late event that changes nothing about the prompt changes nothing about its words either."""
    more = customer("e3", MONDAY_NINE + 5, "Hello?")
    shown = taken(more, before=worded(taken(ANGRY)[-1].conversation, "calm", "So sorry.").conversation)[-1].conversation
    made = caught(shown, ANGRY, more, late=customer("e2", MONDAY_NINE + 1, "And the poles?"))
    assert [one.words for one in made.conversation.prompts if one.moment == "calm"] == ["So sorry."]
    assert [one for one in made.entries if isinstance(one, Updated)] == []


def test_a_fold_drops_words_that_stand_for_others_by_now() -> None:
    """Another question came late: the prompt lists it, in the playbook's words."""
    asks = customer("e1", MONDAY_NINE, "When do you open?", "question")
    reply = agent("e3", MONDAY_NINE + 9, "Hello.")
    shown = worded(taken(asks, reply)[-1].conversation, "questions", "Better.").conversation
    made = caught(shown, asks, reply, late=customer("e2", MONDAY_NINE + 5, "And where are you?", "question"))
    (updated,) = [one for one in made.entries if isinstance(one, Updated)]
    assert (updated.prompt.polished, updated.prompt.words) == ("", updated.prompt.say)


def test_what_words_can_do() -> None:
    """An apology is made by saying it; a handover by handing over."""
    transfer = happened("e2", MONDAY_NINE + 1, EventType.TRANSFER_STARTED, to="supervisor")
    state = taken(ANGRY, transfer)[-1].conversation
    calm, brief = (next(one for one in state.prompts if one.moment == name) for name in ("calm", "brief"))
    assert is_done_by_words(calm, PLAYBOOK)
    assert not is_done_by_words(brief, PLAYBOOK)
    assert not is_done_by_words(replace(calm, moment="gone"), PLAYBOOK)
    sorry = step(state, agent("e3", MONDAY_NINE + 2, "Sorry!", "apology"), PLAYBOOK)
    assert is_done(calm, sorry)
    assert not is_done(brief, sorry)
    assert not is_done(calm, step(state, agent("e3", MONDAY_NINE + 2, "Well."), PLAYBOOK))


@pytest.mark.parametrize("field", ["id", "guidelines", "opened_at"])
def test_the_same_prompt_means_all_of_it(field: str) -> None:
    state = taken(ANGRY)[-1].conversation
    prompt = next(one for one in state.prompts if one.moment == "calm")
    cited = (Citation("other", "", "", "en", "Be kind.", 0, 8, 0.5),)
    changed = {"id": "p9", "guidelines": cited, "opened_at": 0.0}
    assert polished(state, replace(prompt, **{field: changed[field]}), "Sorry.", AT, None) is None
