"""A moment's own examples, run."""

from dataclasses import replace

import pytest

from assist.core.conditions import Now, Passed, Standards
from assist.core.conversation import Conversation
from assist.core.events import Act, Channel, Event, EventType, Role, Understanding
from assist.core.playbook import Example, Moment, Playbook, Words
from assist.core.prompts import Priority
from assist.errors import InvalidRequest
from assist.playbook.examples import START, parse_lines, run_example, run_examples


def understand(conversation: Conversation, event: Event) -> Event:
    """Whoever says sorry apologises."""
    acts = (Act("apology", 0.9, 0, 5),) if "sorry" in event.text.lower() else ()
    return replace(event, understanding=Understanding(acts=acts))


def moment(id: str, opens: object, *examples: Example) -> Moment:
    """A moment with these examples."""
    return Moment(id, Priority.LOW, opens, {"en": ""}, {"en": Words("Do", "Say")}, {}, examples=examples)  # type: ignore[arg-type]


SORRY = Now(("agent.apology",))
HOLD = Passed("hold", "hold_limit_s")


@pytest.mark.parametrize(
    ("opens", "lines", "fires", "problem"),
    [
        (SORRY, ("customer: Bad", "agent: Sorry"), True, ""),
        (SORRY, ("customer: Bad", "agent: Well"), True, "it never opened"),
        (SORRY, ("agent: Sorry", "customer: Bad"), True, "it opened before the last line only"),
        (SORRY, ("agent: Sorry", "agent: Sorry"), True, "it opened before the last line only"),
        (SORRY, ("customer: Sorry",), False, ""),
        (SORRY, ("agent: Sorry", "customer: Fine"), False, "it opened"),
        (HOLD, ("hold_started", "+50"), True, ""),
        (HOLD, ("hold_started", "+49"), True, "it never opened"),
        (HOLD, ("hold_started", "+49"), False, ""),
        (HOLD, ("hold_started", "+70", "hold_ended"), True, "it opened before the last line only"),
    ],
)
def test_an_example_is_judged_by_its_last_line(
    opens: object, lines: tuple[str, ...], fires: bool, problem: str
) -> None:
    """One that fires opens the moment there, a silent one opens it nowhere."""
    example = Example("en", lines, fires)
    playbook = Playbook((moment("m", opens, example),), Standards({"hold_limit_s": 60.0}))
    outcome = run_example("m", example, understand, playbook)
    assert (outcome.problem, outcome.passed) == (problem, not problem)


def test_all_examples_or_those_of_one_moment() -> None:
    """In the order of the playbook."""
    one, two = Example("en", ("agent: Sorry",), True), Example("sv", ("agent: Nej",), True)
    playbook = Playbook((moment("a", SORRY, one), moment("b", SORRY, two)), Standards({}))
    assert [(o.moment, o.passed) for o in run_examples(playbook, understand)] == [("a", True), ("b", False)]
    assert [o.example for o in run_examples(playbook, understand, only="b")] == [two]


def test_lines_become_a_conversation() -> None:
    """Ten seconds a line, pauses on top of them, channel and transfer target as written."""
    conversation, events, until = parse_lines(
        (
            "channel: phone",
            "call_ringing",
            "customer: Hi: you?",
            "+30",
            "hold_started: asking",
            "transfer_started: supervisor",
        )
    )
    assert conversation.channel is Channel.PHONE
    assert [(e.id, e.type, e.at - START, e.role, e.text) for e in events] == [
        ("e2", EventType.CALL_RINGING, 0, None, ""),
        ("e3", EventType.MESSAGE, 10, Role.CUSTOMER, "Hi: you?"),
        ("e5", EventType.HOLD_STARTED, 50, None, "asking"),
        ("e6", EventType.TRANSFER_STARTED, 60, None, "supervisor"),
    ]
    assert (events[-1].to, until) == ("supervisor", None)


def test_a_pause_at_the_end_says_until_when() -> None:
    """Time goes on for as long as the last line says, after the ten seconds of a line."""
    assert parse_lines(("customer: Hi", "+75"))[2] == START + 85


def test_a_line_of_no_kind_is_refused() -> None:
    """It says what a line begins with."""
    with pytest.raises(InvalidRequest, match="not 'custmer'"):
        parse_lines(("custmer: Hi",))
