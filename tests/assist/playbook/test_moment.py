"""A moment as it is written."""

import pytest
from pydantic import ValidationError

from assist.core.conditions import NEVER, Now, State
from assist.core.events import Channel
from assist.core.playbook import Example, Moment, Words
from assist.core.prompts import Priority
from assist.playbook.moment import MomentPart

LEAST = {
    "moment": "m",
    "opens": {"now": "message"},
    "because": {"en": "why"},
    "query": {"en": "What?"},
    "words": {"en": {"instruction": "Do.", "say": "Say."}},
}


def value(**others: object) -> Moment:
    """The moment of the least file with these fields added."""
    return MomentPart.model_validate({**LEAST, **others}).value()


def test_the_least_that_makes_a_moment() -> None:
    """Everything else has a default: normal, on every channel, never done by itself, as often as it comes."""
    assert value() == Moment(
        id="m",
        priority=Priority.NORMAL,
        opens=Now(("message",)),
        because={"en": "why"},
        words={"en": Words("Do.", "Say.")},
        queries={"en": "What?"},
    )
    assert (value().channels, value().done_when, value().most) == (frozenset(Channel), NEVER, None)


def test_every_field_finds_its_place() -> None:
    """What is written in the file is what the core sees."""
    moment = value(
        priority="urgent",
        channels=["chat"],
        done_when={"state": "live"},
        withdrawn_when={"state": "ended"},
        cooldown_s=5,
        most_per_conversation=2,
        excludes=["n"],
        replaces_own=True,
        expires_s=60,
        details=["mood"],
        cites_match=True,
        query_by_channel={"email": {"en": "Mail?"}},
        examples={"fires": {"sv": [["customer: Hej"]]}, "silent": {"en": [["agent: Hi"]]}},
    )
    assert moment == Moment(
        id="m",
        priority=Priority.URGENT,
        opens=Now(("message",)),
        because={"en": "why"},
        words={"en": Words("Do.", "Say.")},
        queries={"en": "What?"},
        channels=frozenset({Channel.CHAT}),
        done_when=State("live"),
        withdrawn_when=State("ended"),
        cooldown_s=5.0,
        most=2,
        excludes=frozenset({"n"}),
        replaces=True,
        expires_s=60.0,
        details=("mood",),
        cites_match=True,
        queries_by_channel={Channel.EMAIL: {"en": "Mail?"}},
        examples=(Example("sv", ("customer: Hej",), True), Example("en", ("agent: Hi",), False)),
    )


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("moment", "Not A Name"),
        ("moment", "m" * 65),
        ("because", {"sv": "varför"}),
        ("because", {"en": ""}),
        ("query", {}),
        ("words", {"sv": {"instruction": "Gör.", "say": "Säg."}}),
        ("words", {"en": {"instruction": "Do {nothing}.", "say": "Say."}}),
        ("words", {"en": {"instruction": "Do.", "say": ""}}),
        ("words", {"en": {"instruction": "Do.", "say": "x" * 501}}),
        ("words", {"en": {"instruction": "Do.", "say": "Say.", "say_upset": "{x}"}}),
        ("details", ["dew"]),
        ("channels", []),
        ("cooldown_s", -1),
        ("most_per_conversation", 0),
        ("expires_s", 0),
        ("surprise", 1),
    ],
)
def test_what_does_not_fit_is_refused(field: str, written: object) -> None:
    """Each field says what is wrong with it."""
    with pytest.raises(ValidationError) as error:
        value(**{field: written})
    assert error.value.errors()[0]["loc"][0] == field


def test_conditions_are_known_by_their_fields() -> None:
    """Only those that are there."""
    part = MomentPart.model_validate({**LEAST, "done_when": {"state": "live"}})
    assert [*part.conditions()] == ["opens", "done_when"]
