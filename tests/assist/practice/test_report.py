"""The report over conversations that were played through the real step, with a small playbook."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from assist.core.conditions import Now
from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType
from assist.core.playbook import Playbook
from assist.core.session import step
from assist.practice.report import Held, Reader, aims_of, counts_of, needs_of, times_of
from assist.wire.practice import NeedShown
from assist.wire.text import dump, parse
from assist.wire.writing import entry_body, met_body, suppressed_body
from tests.assist.core import samples
from tests.assist.core.samples import agent, customer, happened, moment

WANTS_BOSS = ("customer.upset", "customer.requests_supervisor")
PLAYBOOK = Playbook(
    (
        moment("calm", Now(("customer.upset",)), done_when=Now(("agent.apology",))),
        moment("offer_boss", Now(WANTS_BOSS), done_when=Now(("agent.offers_escalation",))),
        moment("thank", Now(("agent.goodbye",)), done_when=Now(("agent.thanks",))),
        moment("be_kind", Now(("agent.rude",)), done_when=Now(("agent.apology",))),
        moment("look_up", Now(("customer.question",))),
    ),
    samples.PLAYBOOK.standards,
    citations={("thank", Channel.CHAT): (samples.SENTENCE,)},
)  # fmt: skip


def held(events: Iterable[Event], playbook: Playbook = PLAYBOOK, channel: Channel = Channel.CHAT) -> Held:
    conversation: Conversation = samples.conversation(channel)
    entries: list[Any] = []
    beside: list[Any] = []
    for event in events:
        taken = step(conversation, replace(event, at=samples.MONDAY_NINE + event.at), playbook)
        conversation = taken.conversation
        entries += [parse(dump(entry_body(entry, conversation.id))) for entry in taken.entries]
        beside += [parse(dump(suppressed_body(one))) for one in taken.suppressed]
        beside += [parse(dump(met_body(one))) for one in taken.met]
    return Held(conversation, entries, beside)


def told(needs: Sequence[NeedShown]) -> list[tuple[str, str]]:
    return [(need["moment"], need["outcome"]) for need in needs]


ANGRY = customer("c1", 100.0, "This is a scandal!", "upset")
END = happened("end", 200.0, EventType.CONVERSATION_ENDED)


def test_what_was_done_without_a_prompt_comes_first_with_its_words_and_guideline() -> None:
    spoken = held([ANGRY, agent("a1", 120.0, "Thanks and goodbye.", "goodbye", "thanks"), END])
    needs = needs_of(spoken, Reader(PLAYBOOK, "en", 0.0))
    assert told(needs) == [("thank", "alone"), ("calm", "missed"), ("offer_boss", "missed")]
    assert needs[0]["agent"] == {"event": "a1", "text": "Thanks and goodbye."}
    assert needs[0]["guideline"] is not None
    assert needs[0]["guideline"]["quote"] == samples.SENTENCE.quote


def test_done_after_a_prompt_is_told_apart_by_when_prompts_were_shown() -> None:
    spoken = held([ANGRY, agent("a1", 110.0, "I am so sorry.", "apology"), END])

    def outcome(shown_after_s: float | None) -> str:
        return needs_of(spoken, Reader(PLAYBOOK, "en", shown_after_s))[0]["outcome"]

    assert (outcome(0.0), outcome(15.0), outcome(None)) == ("prompted", "alone", "alone")
    quick = held([ANGRY, agent("a1", 102.0, "I am so sorry.", "apology"), END])
    assert needs_of(quick, Reader(PLAYBOOK, "en", 0.0))[0]["outcome"] == "alone"  # nobody reads so fast


def test_both_sides_are_quoted() -> None:
    spoken = held([ANGRY, agent("a1", 110.0, "I am so sorry.", "apology"), END])
    need = needs_of(spoken, Reader(PLAYBOOK, "en", 0.0))[0]
    assert need["customer"] == {"event": "c1", "text": "This is a scandal!"}
    assert need["agent"] == {"event": "a1", "text": "I am so sorry."}
    assert need["seconds"] == 10.0


def test_what_the_agent_began_is_not_put_into_the_customers_mouth() -> None:
    spoken = held([agent("a1", 100.0, "Your own fault.", "rude"), END])
    assert [need["customer"] for need in needs_of(spoken, Reader(PLAYBOOK, "en", 0.0))] == [None]


def test_it_is_told_in_the_trainees_language() -> None:
    spoken = held([ANGRY, END])
    assert needs_of(spoken, Reader(PLAYBOOK, "sv", 0.0))[0]["asks"] == "Gör det."


def test_what_is_missed_is_told_once_with_words_that_would_have_done() -> None:
    again = customer("c2", 150.0, "Still a scandal!", "upset")
    spoken = held([ANGRY, agent("a1", 110.0, "Hm."), again, END])
    needs = [need for need in needs_of(spoken, Reader(PLAYBOOK, "en", 0.0)) if need["moment"] == "calm"]
    assert told(needs) == [("calm", "missed")]
    assert needs[0]["say"] == "Hello Robin."


def test_a_slip_that_is_put_right_is_no_feat() -> None:
    spoken = held(
        [agent("a1", 100.0, "Your own fault.", "rude"), agent("a2", 120.0, "Let me help, sorry.", "apology"), END]
    )
    assert told(needs_of(spoken, Reader(PLAYBOOK, "en", None))) == [("be_kind", "mended")]


def test_nobody_had_to_be_brought_in_when_all_was_settled_unless_they_were_asked_for() -> None:
    settled = Reader(PLAYBOOK, "en", 0.0, is_settled=True)
    spoken = held([ANGRY, agent("a1", 101.0, "So sorry.", "apology"), END])
    assert told(needs_of(spoken, settled)) == [("calm", "alone")]
    asked = customer("c1", 100.0, "Your boss, please.", "requests_supervisor")
    assert told(needs_of(held([asked, END]), settled)) == [("offer_boss", "missed")]


def test_what_asks_for_nothing_is_left_out() -> None:
    assert needs_of(held([customer("c1", 100.0, "How much?", "question"), END]), Reader(PLAYBOOK, "en", 0.0)) == []


def test_what_was_held_back_and_never_met_was_missed_all_the_same() -> None:
    spoken = held([ANGRY, END])
    late = {
        "kind": "suppressed",
        "at": "2026-01-01T09:00:00.000Z",
        "moment": "thank",
        "reason": "budget:at_once",
        "event": "c1",
    }
    needs = needs_of(Held(spoken.conversation, spoken.entries, [late]), Reader(PLAYBOOK, "en", 0.0))
    assert ("thank", "missed") in told(needs)
    thanked = next(need for need in needs if need["moment"] == "thank")
    assert (thanked["say"], thanked["say_language"]) == ("Hello Robin.", "en")


def test_counts_and_aims() -> None:
    spoken = held([ANGRY, agent("a1", 110.0, "Sorry.", "apology"), END])
    reader = Reader(PLAYBOOK, "en", 0.0)
    needs = needs_of(spoken, reader)
    assert counts_of(needs) == {"needed": 2, "alone": 0, "prompted": 1, "mended": 0, "missed": 1}
    aims = aims_of(("calm", "offer_boss", "thank", "unknown"), needs, reader)
    assert [(aim["moment"], aim["outcome"]) for aim in aims] == [
        ("calm", "prompted"),
        ("offer_boss", "missed"),
        ("thank", "not_needed"),
    ]


def test_waits_and_holds_against_the_standards() -> None:
    spoken = held(
        [
            ANGRY,
            agent("a1", 100.0 + samples.REPLY_S + 5, "Sorry."),
            happened("h1", 160.0, EventType.HOLD_STARTED),
            happened("h2", 190.0, EventType.HOLD_ENDED),
            END,
        ]
    )
    times = times_of(spoken.conversation, PLAYBOOK)
    assert times["replies"] == [samples.REPLY_S + 5]
    assert (times["reply_limit_s"], times["late_replies"]) == (samples.REPLY_S, 1)
    assert (times["holds"], times["long_holds"]) == ([30.0], 0)
