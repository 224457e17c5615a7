"""Late events, in the core: which are late, and what brings the shown up to the folded."""

from dataclasses import replace

from assist.core.conversation import Conversation
from assist.core.events import Event, EventType
from assist.core.lateness import any_late, caught_up, in_order
from assist.core.prompts import Accepted, Closed, Entry, Opened, Updated
from assist.core.session import Step, step
from tests.assist.core.samples import MONDAY_NINE, PLAYBOOK, agent, conversation, customer, happened

ANGRY = customer("e1", MONDAY_NINE, "This is absurd!", "upset")
SORRY = agent("e2", MONDAY_NINE + 10, "I am sorry.", "apology")
ASKS = customer("e3", MONDAY_NINE + 20, "When do you open?", "question")


def taken(*events: Event, before: Conversation | None = None) -> list[Step]:
    """A step an event, as they come."""
    steps: list[Step] = []
    state = before or conversation()
    for event in events:
        steps.append(step(state, event, PLAYBOOK))
        state = steps[-1].conversation
    return steps


def late(*shown: Event, event: Event) -> Step:
    """What `event` brings when it comes after these."""
    folded = taken(*in_order([*shown, event]))
    return caught_up(taken(*shown)[-1].conversation, folded[-1].conversation, folded, [event], PLAYBOOK)


def kinds(entries: tuple[Entry, ...]) -> list[str]:
    """Entries in short."""
    moments = [getattr(one, "moment", "") for one in entries]
    return [f"{type(one).__name__} {moment}".strip() for one, moment in zip(entries, moments, strict=True)]


def test_only_what_belongs_before_another_is_late() -> None:
    state = taken(ANGRY, SORRY)[-1].conversation
    assert not any_late(state, [ASKS])
    assert any_late(state, [customer("e0", MONDAY_NINE + 5, "Hi")])
    assert any_late(state, [ASKS, customer("e4", MONDAY_NINE + 15, "Hi")])
    assert not any_late(state, [happened("f", MONDAY_NINE, EventType.FEEDBACK)])
    assert any_late(state, [customer("e1", MONDAY_NINE + 10, "At the same time, and numbered before")])
    assert [event.id for event in in_order([ASKS, SORRY, ANGRY])] == ["e1", "e2", "e3"]


def test_a_prompt_closes_as_it_did_in_the_order_of_time() -> None:
    made = late(ANGRY, ASKS, event=SORRY)
    assert kinds(made.entries) == ["Accepted", "Closed calm"]
    assert [(one.status, one.by) for one in made.entries if isinstance(one, Closed)] == [("done", "e2")]
    assert made.conversation == replace(taken(ANGRY, SORRY, ASKS)[-1].conversation, prompt_count=1)


def test_what_would_never_have_opened_is_withdrawn() -> None:
    hello = agent("e0", MONDAY_NINE - 5, "Good morning!", "greeting")
    made = late(ANGRY, event=replace(hello, at=MONDAY_NINE - 5))
    assert not [one for one in made.entries if isinstance(one, Closed)]
    first = customer("e5", MONDAY_NINE + 1, "Hi")
    greeted = late(first, event=replace(hello, at=MONDAY_NINE))
    assert [(one.moment, one.status) for one in greeted.entries if isinstance(one, Closed)] == [("greet", "withdrawn")]


def test_what_is_open_now_opens_under_the_next_name() -> None:
    made = late(SORRY, ASKS, event=replace(ANGRY, at=MONDAY_NINE + 15))
    (opened,) = [one for one in made.entries if isinstance(one, Opened)]
    shown = taken(SORRY, ASKS)[-1].conversation
    assert (opened.prompt.moment, opened.prompt.id) == ("calm", f"p{shown.prompt_count + 1}")
    assert made.conversation.prompt_count == shown.prompt_count + 1


def test_a_prompt_that_says_something_else_now_is_updated() -> None:
    reply = agent("e4", MONDAY_NINE + 30, "Hello.")
    second = customer("e31", MONDAY_NINE + 25, "And where are you?", "question")
    made = late(ASKS, reply, event=second)
    (updated,) = [one for one in made.entries if isinstance(one, Updated)]
    before = next(one for one in taken(ASKS, reply)[-1].conversation.prompts if one.moment == "questions")
    assert updated.prompt.id == before.id
    assert updated.prompt.opened_at == before.opened_at
    assert len(updated.prompt.details["questions"]) == 2  # type: ignore[arg-type]


def test_what_the_agent_dismissed_stays_dismissed() -> None:
    shown = taken(ANGRY)[-1].conversation
    feedback = Event("f", EventType.FEEDBACK, MONDAY_NINE + 3, prompt="p1", action="dismissed")
    dismissed = taken(feedback, ASKS, before=shown)[-1].conversation
    extra = customer("e11", MONDAY_NINE + 1, "Hello?")
    folded = taken(*in_order([ANGRY, extra, ASKS]))
    made = caught_up(dismissed, folded[-1].conversation, folded, [extra], PLAYBOOK)
    assert [one.prompt.moment for one in made.entries if isinstance(one, Opened)] == []
    assert made.conversation.history["calm"].dismissed_at == MONDAY_NINE + 3
    assert [one.moment for one in made.conversation.prompts] == []


def test_only_news_is_said_beside_the_log() -> None:
    made = late(ANGRY, SORRY, event=replace(ASKS, at=MONDAY_NINE + 5))
    assert {one.event for one in (*made.suppressed, *made.met)} <= {"e3"}
    assert [one.event.id for one in made.entries if isinstance(one, Accepted)] == ["e3"]
