"""What a change of the playbook would have changed."""

from dataclasses import replace

from assist.core.conditions import AnyOf, Now, Standards
from assist.core.conversation import Conversation
from assist.core.events import Act, Event, EventType, Understanding
from assist.core.playbook import Moment, Playbook, Words
from assist.core.prompts import Priority
from assist.playbook.preview import Kind, Recording, compare
from tests.assist.core.samples import agent, conversation, customer

SORRY = Now(("agent.apology",))
CUSTOMER = Now(("customer.message",))


def moment(name: str, opens: object, **more: object) -> Moment:
    """A moment of this name."""
    has = {"because": {"en": ""}, "words": {"en": Words("Do", "Say")}, "queries": {}} | more
    return Moment(name, Priority.LOW, opens, **has)  # type: ignore[arg-type]


def playbook(*moments: Moment) -> Playbook:
    """A playbook of these moments."""
    return Playbook(moments, Standards({}))


class Reader:
    """Whoever says sorry apologises; how often each event was understood."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, conversation: Conversation, event: Event) -> Event:
        self.asked.append(event.id)
        at = event.text.lower().find("sorry")
        acts = (Act("apology", 0.9, at, at + 5),) if at >= 0 else ()
        return replace(event, understanding=Understanding(acts=acts))


SAID = (customer("e1", 0, "It broke"), agent("e2", 10, "So sorry about that"), customer("e3", 20, "Well"))
RECORDING = Recording(conversation(), SAID, 30.0)


def differences(live: Playbook, draft: Playbook, recording: Recording = RECORDING) -> list[tuple[object, ...]]:
    """Kind, moment, times and words of each difference."""
    return [
        (one.kind, one.moment, one.before and one.before.opened_at, one.after and one.after.opened_at, one.words)
        for one in compare(recording, Reader(), live, draft).differences
    ]


def test_the_same_playbook_changes_nothing_and_each_event_is_understood_once() -> None:
    """Also in the second replay."""
    reader, one = Reader(), playbook(moment("a", CUSTOMER))
    compared = compare(RECORDING, reader, one, one)
    assert compared.differences == ()
    assert (compared.before, compared.after) == (("a",), ("a",))
    assert reader.asked == ["e1", "e2", "e3"]


def test_prompts_come_go_and_move() -> None:
    """Each with the words that it rests on: the evidence, or all of the event."""
    live = playbook(moment("a", CUSTOMER), moment("b", CUSTOMER))
    draft = playbook(moment("a", SORRY), moment("c", SORRY))
    assert differences(live, draft) == [
        (Kind.GONE, "b", 0, None, "It broke"),
        (Kind.MOVED, "a", 0, 10, "sorry"),
        (Kind.CAME, "c", None, 10, "sorry"),
    ]


def test_other_words_at_the_same_time_are_told_too() -> None:
    """A lead wants to see them as they would be."""
    draft = playbook(moment("a", CUSTOMER, words={"en": Words("Do", "Say it nicely")}))
    assert differences(playbook(moment("a", CUSTOMER)), draft) == [(Kind.REWORDED, "a", 0, 0, "It broke")]


def test_feedback_is_about_the_prompt_of_its_moment() -> None:
    """Dismissed at 5 s, the prompt may come again after its cooldown: with a longer one it would not."""
    dismissed = Event("f1", EventType.FEEDBACK, 5.0, prompt="a", action="dismissed")
    recording = replace(RECORDING, events=(SAID[0], dismissed, *SAID[1:]))
    short, long = (playbook(moment("A", CUSTOMER), moment("a", CUSTOMER, cooldown_s=wait)) for wait in (10, 60))
    assert differences(short, long, recording) == [(Kind.GONE, "a", 20, None, "Well")]


def test_time_goes_on_after_the_last_event() -> None:
    """A prompt of a timer is compared as any other."""
    waiting = AnyOf((CUSTOMER,))
    live = playbook(moment("a", waiting, expires_s=15, cooldown_s=0))
    assert differences(live, playbook(moment("a", waiting, expires_s=100))) == [(Kind.GONE, "a", 20, None, "Well")]
