"""One step, and many."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from assist.core.attention import Allowance
from assist.core.conditions import Now, Standards, State
from assist.core.conversation import Conversation
from assist.core.events import Act, Answer, Channel, Event, EventType, Role, Understanding, tick
from assist.core.playbook import Playbook
from assist.core.prompts import RANK, Accepted, Closed, Entry, Met, Opened, Priority, Prompt, Status, Suppressed
from assist.core.session import Step, step, wake_at
from assist.replay import due_ticks
from tests.assist.core.samples import (
    HOLD_S,
    MONDAY_NINE,
    OTHER,
    PLAYBOOK,
    REPLY_S,
    SENTENCE,
    agent,
    conversation,
    customer,
    happened,
    moment,
)

E = EventType
STATE = TypeAdapter(Conversation)


def run(
    events: Sequence[Event], state: Conversation | None = None, playbook: Playbook = PLAYBOOK
) -> list[Step]:
    """One step an event, in order, no timers."""
    taken: list[Step] = []
    state = state or conversation()
    for event in events:
        taken.append(step(state, event, playbook))
        state = taken[-1].conversation
    return taken


def told(taken: Step) -> list[str]:
    """The prompts a step opened and closed, in short."""
    short = [f"+{entry.prompt.moment}" for entry in taken.entries if isinstance(entry, Opened)]
    return [f"{entry.status} {entry.moment}" for entry in taken.entries if isinstance(entry, Closed)] + short


def test_an_event_opens_a_prompt_and_another_closes_it() -> None:
    """Entries come in order: the event, what it closed, what it opened."""
    first, second = run(
        [customer("e1", 10, "Hi"), agent("e2", 20, "Kim here, how can I help?", "offers_help")]
    )
    assert isinstance(first.entries[0], Accepted)
    assert told(first) == ["+greet"]
    assert second.entries[1:] == (Closed(20, "p1", "greet", Status.DONE, "e2"),)
    assert second.conversation.prompts == ()


def test_what_is_done_already_is_met_without_a_prompt() -> None:
    """A moment that is here and fulfilled at once is counted, not pushed."""
    playbook = Playbook((moment("m", Now(("message",)), done_when=Now(("agent.apology",))),), Standards({}))
    (taken,) = run([agent("e1", 10, "Sorry", "apology")], playbook=playbook)
    assert (taken.met, told(taken)) == ((Met(10, "m", "e1"),), [])


def test_what_is_held_back_says_why() -> None:
    """A suppressed moment is named with its reason and event."""
    taken = run([customer("e1", 10, "Bad!", "upset"), customer("e2", 20, "Very bad!", "upset")])
    assert told(taken[0]) == ["+calm"]
    assert taken[0].suppressed == (Suppressed(10, "greet", "excluded_by:calm", "e1"),)
    assert taken[1].suppressed == (Suppressed(20, "calm", "already_open", "e2"),)


def test_time_opens_and_replaces() -> None:
    """A hold that passes its limit again takes the place of its own prompt."""
    taken = run(
        [happened("e1", 0, E.HOLD_STARTED), tick(HOLD_S), tick(2 * HOLD_S), happened("e2", 630, E.HOLD_ENDED)]
    )
    assert [told(one) for one in taken] == [
        [],
        ["+check_back"],
        ["expired check_back", "+check_back"],
        ["done check_back", "+apologise"],
    ]
    assert taken[0].wake_at == HOLD_S
    assert taken[2].conversation.history["check_back"].opened == 2
    assert taken[1].entries[0].at == HOLD_S


def test_the_wake_up_is_the_earliest_of_all() -> None:
    """Limits of moments on this channel and the ends of open prompts, or nothing."""
    state = run([customer("e1", 100, "Hi")])[-1].conversation
    assert wake_at(state, PLAYBOOK) == 100 + REPLY_S
    later = step(state, tick(100 + REPLY_S), PLAYBOOK)
    assert (told(later), later.wake_at) == (["+answer"], 220)
    assert wake_at(conversation(), PLAYBOOK) is None
    letters = replace(
        PLAYBOOK, moments=(replace(PLAYBOOK.by_id["answer"], channels=frozenset({Channel.LETTER})),)
    )
    assert wake_at(state, letters) == 220


def test_prompts_expire_are_withdrawn_and_dismissed() -> None:
    """Time, the end of the conversation and the agent's own feedback each close in their own way."""
    opened = run([customer("e1", 10, "Hi")])[-1].conversation
    assert told(step(opened, tick(130), PLAYBOOK)) == ["expired greet", "+answer"]
    assert told(step(opened, happened("e2", 20, E.CONVERSATION_ENDED), PLAYBOOK)) == ["withdrawn greet"]
    dismissal = happened("e2", 20, E.FEEDBACK, prompt="p1", action="dismissed")
    assert told(step(opened, dismissal, PLAYBOOK)) == ["dismissed greet"]


@pytest.mark.parametrize(("prompt", "action"), [("p1", "used"), ("p3", "dismissed")])
def test_other_feedback_closes_nothing(prompt: str, action: str) -> None:
    """Only a dismissal closes, and only its own prompt; feedback opens nothing either."""
    always = replace(
        PLAYBOOK, moments=(*PLAYBOOK.moments, moment("always", State("awaiting_reply"), replaces=True))
    )
    opened = run([customer("e1", 10, "Hi")], playbook=always)[-1].conversation
    taken = step(opened, happened("e2", 500, E.FEEDBACK, prompt=prompt, action=action), always)
    assert told(taken) == []
    assert taken.conversation.prompts == opened.prompts


def test_a_prompt_whose_moment_is_gone_is_withdrawn() -> None:
    """A playbook that drops a moment takes its prompts along."""
    opened = run([customer("e1", 10, "Hi")])[-1].conversation
    assert told(step(opened, tick(11), Playbook((), Standards({})))) == ["withdrawn greet"]


def test_cooldown_counts_from_the_close() -> None:
    """A minute after the last apology the moment may come again, not before."""
    angry = [customer("e1", 0, "Bad", "upset"), agent("e2", 50, "Sorry", "apology")]
    *_, soon = run([*angry, customer("e3", 100, "Bad", "upset")])
    assert soon.suppressed[0].reason == "cooldown"
    *_, later = run([*angry, customer("e3", 110, "Bad", "upset")])
    assert told(later) == ["+calm"]


def test_a_tick_is_not_logged() -> None:
    """The log holds what happened; that time passed shows in what it caused."""
    assert step(conversation(), tick(5), PLAYBOOK).entries == ()


FIRST, SECOND = (moment(name, Now((f"customer.{name}",)), done_when=Now((f"agent.{name}",))) for name in ("one", "two"))
THIRD = moment("three", Now(("customer.three",)), withdrawn_when=Now(("agent.one",)), expires_s=100.0)
LOUD = moment("loud", Now(("customer.loud",)), priority=Priority.URGENT)


def held_to(**most: dict[Priority, int]) -> Playbook:
    """Moments that acts of the same name open and fulfil, under this budget."""
    return Playbook((FIRST, SECOND, THIRD, LOUD), Standards({}, {"anyone": Allowance(**most)}))


ONE_OPEN = held_to(at_once={Priority.NORMAL: 1})
ONE_A_MINUTE = held_to(per_minute={Priority.NORMAL: 1})


def test_what_finds_no_room_waits_for_it() -> None:
    """Held back by name, then opened once there is room, with the words and the cause it came with."""
    taken = run(
        [customer("e1", 0, "!", "one", "two"), customer("e2", 5, "?"), agent("e3", 10, "!", "one")], playbook=ONE_OPEN
    )
    assert [told(one) for one in taken] == [["+one"], [], ["done one", "+two"]]
    assert [one.suppressed for one in taken] == [(Suppressed(0, "two", "budget:at_once", "e1"),), (), ()]
    opened = taken[2].entries[-1]
    assert isinstance(opened, Opened)
    assert (opened.prompt.id, opened.prompt.opened_at, opened.prompt.because.event) == ("p2", 10, "e1")
    assert taken[2].conversation.held_back == ()
    assert taken[2].conversation.history["two"].opened == 1


def test_room_in_the_minute_comes_with_time() -> None:
    """A timer opens what waits at exactly the second in which the minute is over."""
    taken = run([customer("e1", 0.3, "!", "one", "two"), tick(60.3)], playbook=ONE_A_MINUTE)
    assert taken[0].suppressed == (Suppressed(0.3, "two", "budget:per_minute", "e1"),)
    assert (taken[0].wake_at, told(taken[1]), taken[1].wake_at) == (60.3, ["+two"], None)


def test_what_waits_ends_as_if_it_were_open() -> None:
    """What the agent does meanwhile counts as met; what is no longer true or too old is let go."""
    (_, done) = run([customer("e1", 0, "!", "one", "two"), agent("e2", 5, "!", "two")], playbook=ONE_OPEN)
    assert (done.met, told(done), done.conversation.held_back) == ((Met(5, "two", "e2"),), [], ())
    for later in (agent("e2", 5, "!", "one"), tick(100)):
        begun = run([customer("e1", 0, "!", "one", "three")], playbook=ONE_OPEN)[-1].conversation
        assert [prompt.moment for prompt in begun.held_back] == ["three"]
        ended = step(begun, later, ONE_OPEN)
        assert (ended.conversation.held_back, "+three" in told(ended)) == ((), False)


def test_what_presses_never_waits() -> None:
    """An urgent prompt comes whatever is open."""
    (taken,) = run([customer("e1", 0, "!", "one", "two", "three", "loud")], playbook=ONE_OPEN)
    assert told(taken) == ["+loud"]
    assert [one.moment for one in taken.suppressed] == ["one", "three", "two"]


def test_a_moment_waits_once_and_not_beside_its_own_prompt() -> None:
    """The latest words of a moment wait; one whose prompt is open already has no need to."""
    again = replace(FIRST, replaces=True)
    playbook = replace(ONE_A_MINUTE, moments=(again, SECOND))
    taken = run(
        [customer("e1", 0, "!", "one", "two"), customer("e2", 30, "!", "one", "two"), tick(60)], playbook=playbook
    )
    (waiting,) = taken[1].conversation.held_back
    assert (waiting.moment, waiting.because.event) == ("two", "e2")
    assert told(taken[2]) == ["+two"]


def test_a_dismissal_makes_room() -> None:
    """What waits comes at once, unless it has become too old; feedback opens nothing else."""
    dismissal = happened("e2", 5, E.FEEDBACK, prompt="p1", action="dismissed")
    _, freed = run([customer("e1", 0, "!", "one", "two"), dismissal], playbook=ONE_OPEN)
    assert told(freed) == ["dismissed one", "+two"]
    _, late = run([customer("e1", 0, "!", "one", "three"), replace(dismissal, at=100)], playbook=ONE_OPEN)
    assert told(late) == ["dismissed one"]


TEXTS = st.sampled_from(
    ["Hi?", "Kim here", "I'll call you within an hour", "Thanks Robin", "by 3 pm", "It broke. Why?", ""]
)
NAMES = st.sampled_from(
    ["apology", "upset", "abusive", "satisfied", "goodbye", "thanks", "offers_help", "requests_wait"]
    + ["promises_contact", "problem", "question"]
)
UNDERSTOOD = st.builds(
    lambda names, shares, answers, matches: Understanding(
        languages=shares,
        acts=tuple(Act(name, probability, 0, 2) for name, probability in names.items()),
        answers=tuple(Answer(question, 0.7, 0, 2) for question in answers),
        matches=matches,
    ),
    st.dictionaries(NAMES, st.floats(0.3, 1), max_size=3),
    st.sampled_from([{}, {"sv": 0.9, "da": 0.1}, {"en": 0.5, "pt": 0.5}]),
    st.sets(st.sampled_from(["e0.1", "e1.1", "e2.1"]), max_size=2),
    st.sampled_from([(), (OTHER,), (SENTENCE, OTHER)]),
)
KINDS = st.sampled_from([E.MESSAGE] * 6 + [kind for kind in E if kind is not E.TICK])
GAPS = st.sampled_from([-30.0, 0.0, 1.5, 9.7, 45.0, 75.3, 400.0, 1000.1])


@st.composite
def happenings(draw: st.DrawFn) -> list[Event]:
    """A conversation of any events, some of them late."""
    at, events = MONDAY_NINE + draw(st.sampled_from([0.0, 0.123, 0.4567])), []
    for number in range(draw(st.integers(1, 8))):
        at += draw(GAPS)
        events.append(
            Event(
                f"e{number}",
                draw(KINDS),
                at,
                draw(st.sampled_from([Role.CUSTOMER, Role.AGENT])),
                draw(TEXTS),
                to="supervisor",
                prompt=f"p{draw(st.integers(1, 3))}",
                action="dismissed",
                understanding=draw(UNDERSTOOD),
            )
        )
    return events


def through(
    events: Sequence[Event], state: Conversation, playbook: Playbook = PLAYBOOK, extra: Sequence[float] = ()
) -> list[Step]:
    """Every step with its due ticks, and a further tick at each share of the time before each event."""
    taken: list[Step] = []

    def take(some: Step) -> None:
        nonlocal state
        taken.append(some)
        state = some.conversation

    for event in events:
        for share in (*sorted(extra), 1.0) if state.steps else ():
            until = state.clock + share * (event.at - state.clock)
            for some in [*due_ticks(state, until, playbook)]:
                take(some)
            if share < 1:
                take(step(state, tick(until), playbook))
        take(step(state, event, playbook))
    for some in [*due_ticks(state, state.clock + 2000, playbook)]:
        take(some)
    return taken


def logged(taken: Sequence[Step]) -> list[Entry]:
    """All entries in order."""
    return [entry for one in taken for entry in one.entries]


MOST = {Priority.LOW: 1, Priority.NORMAL: 1, Priority.HIGH: 2}
TIGHT = replace(PLAYBOOK, standards=replace(PLAYBOOK.standards, attention={"anyone": Allowance(MOST, MOST)}))
PLAYBOOKS = st.sampled_from([PLAYBOOK, TIGHT])


@given(happenings(), PLAYBOOKS)
def test_replaying_gives_equal_values(events: list[Event], playbook: Playbook) -> None:
    """The same events give the same steps, down to every suppressed moment."""
    assert through(events, conversation(), playbook) == through(events, conversation(), playbook)


@given(happenings(), st.integers(0, 8), PLAYBOOKS)
def test_a_state_that_was_stored_goes_on_as_if_it_had_not(events: list[Event], at: int, playbook: Playbook) -> None:
    """Splitting anywhere and going on from the state's JSON gives the same state and the same entries."""
    before = run(events[:at], playbook=playbook)
    state = before[-1].conversation if before else conversation()
    stored = STATE.validate_json(STATE.dump_json(state))
    assert stored == state
    assert run(events[at:], stored, playbook) == run(events, playbook=playbook)[len(before) :]


@given(happenings(), st.lists(st.floats(0, 0.99), max_size=2), PLAYBOOKS)
def test_further_ticks_change_nothing(events: list[Event], extra: list[float], playbook: Playbook) -> None:
    """Ticks at any times before the next event, late ones too, leave the log as it is."""
    straight = through(events, conversation(), playbook)
    ticked = through(events, conversation(), playbook, extra)
    assert logged(ticked) == logged(straight)


@given(happenings())
def test_no_prompt_is_one_too_many(events: list[Event]) -> None:
    """As each opens, no more than its allowance press as much: among those open, and in the minute until then."""
    opened = list[Prompt]()
    for one in through(events, conversation(), TIGHT):
        is_open = {prompt.id for prompt in one.conversation.prompts}
        for entry in one.entries:
            if isinstance(entry, Opened):
                opened.append(entry.prompt)
                rank, most = RANK[entry.prompt.priority], MOST.get(entry.prompt.priority, 60)
                pressing = [prompt for prompt in opened if RANK[prompt.priority] <= rank]
                assert sum(prompt.id in is_open for prompt in pressing) <= most
                assert sum(entry.at < prompt.opened_at + 60 for prompt in pressing) <= most
        assert len({prompt.moment for prompt in one.conversation.held_back}) == len(one.conversation.held_back)


@given(happenings(), PLAYBOOKS)
def test_what_is_always_true(events: list[Event], playbook: Playbook) -> None:
    """Clocks never go back, prompts are p1, p2, ..., a close names an open prompt, no moment is open twice.

    And a timer lies ahead, so that ticks come to an end.
    """
    taken = through(events, conversation(), playbook)
    clocks = [one.conversation.clock for one in taken]
    assert clocks == sorted(clocks)
    opened = [entry.prompt.id for entry in logged(taken) if isinstance(entry, Opened)]
    assert opened == [f"p{number}" for number in range(1, len(opened) + 1)]
    is_open: dict[str, str] = {}
    for one in taken:
        for entry in one.entries:
            if isinstance(entry, Closed):
                assert is_open.pop(entry.prompt) == entry.moment
            elif isinstance(entry, Opened):
                assert entry.prompt.moment not in is_open.values()
                is_open[entry.prompt.id] = entry.prompt.moment
        assert is_open == {prompt.id: prompt.moment for prompt in one.conversation.prompts}
        accepted = [entry.event.type for entry in one.entries if isinstance(entry, Accepted)]
        assert accepted == [E.FEEDBACK] or one.wake_at is None or one.wake_at > one.conversation.clock
