"""A whole conversation on a virtual clock."""

from dataclasses import replace

from assist.core.conversation import Conversation
from assist.core.events import Event, EventType
from assist.core.prompts import Accepted, Closed, Opened, Status, Suppressed, Updated
from assist.replay import due_ticks, folded, replay
from tests.assist.core.samples import HOLD_S, PLAYBOOK, REPLY_S, agent, conversation, customer, happened

HOLD = happened("e1", 0, EventType.HOLD_STARTED)


def as_it_is(conversation: Conversation, event: Event) -> Event:
    """Events that are understood already."""
    return event


def timeline(*events: Event, until: float | None = None) -> list[tuple[float, str]]:
    """When what was logged."""
    told = []
    for entry in replay(conversation(), events, until, as_it_is, PLAYBOOK).entries:
        if isinstance(entry, Accepted):
            told.append((entry.at, entry.event.id))
        elif isinstance(entry, Closed):
            told.append((entry.at, f"{entry.status} {entry.moment}"))
        else:
            told.append((entry.at, f"+{entry.prompt.moment}"))
    return told


def test_timers_fire_between_events() -> None:
    """What time brings stands in the log before the event that comes after it."""
    assert timeline(customer("e1", 0, "Hi"), agent("e2", 60, "Hello")) == [
        (0, "e1"),
        (0, "+greet"),
        (REPLY_S, "+answer"),
        (60, "e2"),
        (60, "done answer"),
    ]


def test_time_stops_with_the_last_event_unless_told() -> None:
    """Until later, timers go on; one that is due at that very second still fires."""
    assert timeline(HOLD) == [(0, "e1")]
    assert timeline(HOLD, until=HOLD_S - 1) == [(0, "e1")]
    assert timeline(HOLD, until=HOLD_S) == [(0, "e1"), (HOLD_S, "+check_back")]
    assert timeline(HOLD, until=2 * HOLD_S)[-2:] == [
        (2 * HOLD_S, "expired check_back"),
        (2 * HOLD_S, "+check_back"),
    ]


def test_nothing_ticks_before_the_first_event() -> None:
    """A conversation that has not begun has no timers."""
    assert [*due_ticks(conversation(), 1e9, PLAYBOOK)] == []
    assert timeline() == []


def test_prompts_are_told_as_they_ended() -> None:
    """Each with its last status, in the order they came; what was held back and met is told too."""
    done = replay(
        conversation(),
        [customer("e1", 0, "Bad!", "upset"), agent("e2", 10, "Sorry", "apology")],
        None,
        as_it_is,
        PLAYBOOK,
    )
    assert [(prompt.moment, prompt.status) for prompt in done.prompts] == [("calm", Status.DONE)]
    assert done.suppressed == (Suppressed(0, "greet", "excluded_by:calm", "e1"),)
    assert done.conversation.steps == 2


def test_a_log_is_folded_into_prompts() -> None:
    """The last words and the last status of each prompt count."""
    (prompt,) = replay(conversation(), [customer("e1", 0, "Hi")], None, as_it_is, PLAYBOOK).prompts
    polished = replace(prompt, say="Good day")
    entries = (Opened(0, prompt), Updated(1, polished), Closed(2, "p1", "greet", Status.DONE, "e2"))
    assert folded(entries[:2]) == {"p1": polished}
    assert folded(entries) == {"p1": replace(polished, status=Status.DONE)}


def test_understanding_sees_the_state_it_needs() -> None:
    """Each event is understood in the conversation as it stands just before it, timers included."""
    seen = []

    def understand(state: Conversation, event: Event) -> Event:
        seen.append((event.id, state.steps, state.clock, len(state.prompts)))
        return event

    replay(conversation(), [customer("e1", 0, "Hi"), agent("e2", 60, "Hello")], None, understand, PLAYBOOK)
    assert seen == [("e1", 0, 0, 0), ("e2", 1, REPLY_S, 2)]
