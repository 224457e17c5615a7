"""When conditions hold."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.core.conditions import (
    NEVER,
    STATES,
    After,
    All,
    AnyOf,
    Condition,
    Is,
    Not,
    Now,
    Passed,
    Scene,
    Seen,
    Standards,
    State,
    Within,
    evidence,
    holds,
    next_crossing,
    parts_of,
)
from assist.core.conversation import Conversation, Hold, Mark, Promise
from assist.core.events import NOT_UNDERSTOOD, Act, Channel, Event, EventType, Understanding, tick
from assist.core.questions import Question
from tests.assist.core.samples import MONDAY_NINE, OTHER, SENTENCE, agent, conversation, customer

STANDARDS = Standards({"limit": 60.0, "each": {"chat": 30.0}, "share": 0.8, "none": 0.0})
APOLOGY = Act("apology", 0.9, 3, 8)


def scene(after: Conversation | None = None, before: Conversation | None = None, **others: object) -> Scene:
    """A step in which nothing is done unless said."""
    after = after or conversation()
    given = {"event": agent("e9", 100, "Hi"), "now": {}, "standards": STANDARDS, "shared": {}, **others}
    return Scene(before or after, after, **given)  # type: ignore[arg-type]


def marked(**steps: int) -> Conversation:
    """A conversation in which each mark was last made at that step, ten seconds a step."""
    return conversation(
        clock=100.0,
        steps=10,
        marks={name: Mark(step * 10.0, step, 1, f"e{step}") for name, step in steps.items()},
    )


def test_standards_differ_by_channel() -> None:
    """One value for all channels or one for each; None where nothing is promised."""
    assert STANDARDS.get("limit", Channel.EMAIL) == 60
    assert STANDARDS.get("each", Channel.CHAT) == 30
    assert STANDARDS.get("each", Channel.EMAIL) is None
    assert STANDARDS.get("unknown", Channel.CHAT) is None


def test_now_is_about_this_event() -> None:
    """One of its marks in this event is enough."""
    here = scene(now={"agent.apology": APOLOGY, "message": None})
    assert holds(Now(("x", "agent.apology")), here)
    assert not holds(Now(("agent.thanks",)), here)


def test_seen_is_about_earlier_events() -> None:
    """Marks are counted over all names, and those of this event do not count."""
    before = conversation(marks={"a": Mark(1, 1, 2, "e1"), "b": Mark(2, 2, 1, "e2")})
    here = scene(before=before, after=replace(before, marks={**before.marks, "c": Mark(3, 3, 1, "e3")}))
    assert holds(Seen(("a",)), here)
    assert holds(Seen(("a", "b"), times=3), here)
    assert not holds(Seen(("a",), times=3), here)
    assert not holds(Seen(("c",)), here)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [({"a": 2, "b": 1}, True), ({"a": 1, "b": 2}, False), ({"a": 1}, True), ({"b": 1}, False), ({}, False)],
)
def test_after_compares_the_last_times(steps: dict[str, int], expected: bool) -> None:
    """What never came is before everything that did."""
    assert holds(After(("a",), ("b",)), scene(marked(**steps))) is expected


def test_within_measures_to_the_clock() -> None:
    """Ten seconds ago is within ten seconds, and a mark never made is not."""
    here = scene(marked(a=9))
    assert holds(Within(("a",), 10), here)
    assert not holds(Within(("a",), 9.9), here)
    assert not holds(Within(("b",), 1e9), here)


def test_all_any_not_and_shared() -> None:
    """Conditions combine, an empty choice never holds and an empty list of demands always does."""
    here = scene(now={"a": None}, shared={"is_a": Now(("a",))})
    yes, no = Now(("a",)), Now(("b",))
    assert holds(All((yes, Is("is_a"), Not(no))), here)
    assert not holds(All((yes, no)), here)
    assert holds(AnyOf((no, yes)), here)
    assert not holds(NEVER, here)
    assert holds(All(()), here)


def test_evidence_leaves_out_what_is_denied() -> None:
    """The marks that speak for a condition, shared and nested ones too, but never those of a negated part."""
    here = scene(now={"a": APOLOGY, "b": None, "c": None}, shared={"is_a": Now(("a",))})
    assert evidence(All((Is("is_a"), AnyOf((Now(("b", "x")),)), Not(Now(("c",))), State("live"))), here) == {
        "a": APOLOGY,
        "b": None,
    }


def test_parts_are_the_simple_conditions() -> None:
    """Every leaf is found, through shared conditions and negations."""
    passed, live = Passed("hold", "limit"), State("live")
    assert [*parts_of(All((Is("s"), Not(AnyOf((live,))))), {"s": AnyOf((passed,))})] == [passed, live]


def running(since: str) -> Conversation:
    """A conversation in which this clock runs since second 100."""
    fields: dict[str, object] = {
        "hold": {"hold": Hold(100.0)},
        "waiting": {"waiting_since": 100.0},
        "ringing": {"ringing_since": 100.0},
        "voicemail": {"voicemail_since": 100.0},
        "promise": {"promises": (Promise("e1", "soon", 100.0, 175.0),)},
    }[since]
    return conversation(clock=100.0, steps=1, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("since", ["hold", "waiting", "ringing", "voicemail", "promise"])
def test_a_limit_is_crossed_once(since: str) -> None:
    """The crossing is foretold, true in the step that reaches it and never again."""
    limit = Passed(since, "share" if since == "promise" else "limit")
    before = running(since)
    assert next_crossing(limit, before, STANDARDS) == 160
    just, at = replace(before, clock=159.9), replace(before, clock=160.0)
    assert not holds(limit, scene(before=before, after=just))
    assert holds(limit, scene(before=just, after=at))
    assert holds(limit, scene(before=before, after=replace(before, clock=1000.0)))
    assert not holds(limit, scene(before=at, after=replace(before, clock=1000.0)))
    assert next_crossing(limit, at, STANDARDS) is None


def test_a_repeated_limit_is_crossed_again_and_again() -> None:
    """Each further multiple is a crossing of its own; several at once are one."""
    limit, before = Passed("hold", "limit", repeat=True), replace(running("hold"), clock=165.0)
    assert next_crossing(limit, before, STANDARDS) == 220
    assert not holds(limit, scene(before=before, after=replace(before, clock=219.0)))
    assert holds(limit, scene(before=before, after=replace(before, clock=220.0)))
    assert holds(limit, scene(before=before, after=replace(before, clock=900.0)))


def test_a_repeated_limit_rests_after_ten_times() -> None:
    """A hold that nobody ends asks ten times, and wakes nobody after that."""
    limit, before = Passed("hold", "limit", repeat=True), replace(running("hold"), clock=690.0)
    tenth = replace(before, clock=700.0)
    assert next_crossing(limit, before, STANDARDS) == 700
    assert holds(limit, scene(before=before, after=tenth))
    assert not holds(limit, scene(before=tenth, after=replace(before, clock=760.0)))
    assert next_crossing(limit, tenth, STANDARDS) is None


@pytest.mark.parametrize("standard", ["none", "unknown"])
def test_without_a_standard_nothing_is_crossed(standard: str) -> None:
    """A limit of zero or one that nobody set never wakes anybody."""
    before = running("hold")
    assert next_crossing(Passed("hold", standard), before, STANDARDS) is None
    assert not holds(Passed("hold", standard), scene(before=before, after=replace(before, clock=1e6)))


def test_clocks_that_stand_still_cross_nothing() -> None:
    """No hold, a hold that has ended, a customer waiting on hold, a kept promise: no clock runs."""
    for since, still in {
        "hold": conversation(hold=Hold(100.0, ended_at=110.0)),
        "waiting": conversation(waiting_since=100.0, hold=Hold(100.0)),
        "ringing": conversation(),
        "promise": conversation(promises=(Promise("e1", "soon", 100.0, 175.0, kept_by="e2"),)),
    }.items():
        assert next_crossing(Passed(since, "limit"), still, STANDARDS) is None
        assert not holds(Passed(since, "limit"), scene(before=still, after=replace(still, clock=1e6)))
    assert next_crossing(Passed("hold", "limit"), conversation(), STANDARDS) is None


@given(st.floats(MONDAY_NINE, MONDAY_NINE + 1e6), st.floats(1, 1e5), st.booleans())
def test_a_tick_at_the_foretold_time_always_crosses(made: float, span: float, repeat: bool) -> None:
    """Whatever a promise's span is rounded to, the tick that was asked for finds its limit crossed."""
    before = conversation(clock=made, steps=1, promises=(Promise("e1", "soon", made, made + span),))
    limit = Passed("promise", "share", repeat)
    at = next_crossing(limit, before, STANDARDS)
    assert at is not None
    assert at > made
    assert holds(limit, scene(before=before, after=replace(before, clock=at), event=tick(at)))


FACTS: dict[str, tuple[Conversation, Event | None]] = {
    "first_event": (conversation(steps=1), None),
    "live": (conversation(Channel.PHONE), None),
    "on_hold": (conversation(hold=Hold(1.0)), None),
    "ended": (conversation(ended=True), None),
    "awaiting_reply": (conversation(waiting_since=0.0), None),
    "ringing": (conversation(ringing_since=0.0), None),
    "upset": (conversation(mood=0.35), None),
    "angry": (conversation(mood=0.75), None),
    "was_upset": (conversation(worst_mood=0.35), None),
    "questions_open": (conversation(questions=(Question("e1.1", "e1", "Why?", 0, 4),)), None),
    "promise_open": (conversation(promises=(Promise("e1", "soon", 1, 2),)), None),
    "opening_story": (conversation(), customer("e", 1, "The zip broke on the very first trip")),
    "problem_told": (conversation(problem="It broke."), None),
    "echoes_problem": (conversation(), replace(agent("e", 1, "x"), understanding=Understanding(echo=0.5))),
    "guideline_found": (
        conversation(),
        replace(agent("e", 1, "x"), understanding=Understanding(matches=(SENTENCE,))),
    ),
}
BARE = conversation(Channel.EMAIL, steps=2)


@pytest.mark.parametrize("name", sorted(STATES))
def test_every_state_is_told_from_its_opposite(name: str) -> None:
    """Each named fact is true of a conversation that has it and false of a bare e-mail."""
    after, event = FACTS[name]
    assert holds(State(name), scene(after, event=event or agent("e", 1, "x")))
    assert not holds(
        State(name), scene(BARE, event=Event("e", EventType.MESSAGE, 1, understanding=NOT_UNDERSTOOD))
    )


def test_a_guideline_some_moment_quotes_is_not_found_again() -> None:
    """What a moment cites already is no match of its own."""
    event = replace(agent("e", 1, "x"), understanding=Understanding(matches=(SENTENCE, OTHER)))
    here = scene(event=event, cited=frozenset({(SENTENCE.document, SENTENCE.start)}))
    assert here.uncovered_matches == (OTHER,)


LEAVES = st.sampled_from([Now(("a",)), Now(("b",)), State("live"), Seen(("a",)), NEVER])
TREES: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(lambda *p: All(p), inner, inner)
        | st.builds(lambda *p: AnyOf(p), inner, inner)
    ),
    max_leaves=5,
)


@given(st.lists(TREES, max_size=3), st.sets(st.sampled_from(["a", "b"])))
def test_de_morgan(parts: list[Condition], marks: set[str]) -> None:
    """Not all is the same as some not."""
    here = scene(now=dict.fromkeys(marks))
    some_not = AnyOf(tuple(Not(part) for part in parts))
    assert holds(Not(All(tuple(parts))), here) == holds(some_not, here)
