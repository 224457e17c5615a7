"""The fold of events into a state."""

import pytest

from assist.core.conversation import Conversation, Hold, Mark, Promise, reduce, speaker
from assist.core.events import Act, Answer, Channel, Event, EventType, Participant, Role, Understanding, tick
from tests.assist.core.samples import MONDAY_NINE, agent, conversation, customer, happened, said

E = EventType


def after(*events: Event, channel: Channel = Channel.CHAT, **others: object) -> Conversation:
    """The state after these events."""
    state = conversation(channel, **others)
    for event in events:
        state = reduce(state, event)
    return state


def test_the_clock_never_goes_back() -> None:
    """A late event counts as a step, at the time the conversation had reached."""
    state = after(customer("e1", 100, "Hi"), agent("e2", 40, "Hello"))
    assert (state.clock, state.steps) == (100, 2)
    assert state.marks["agent.message"] == Mark(100, 2, 1, "e2")


def test_a_tick_moves_only_the_clock() -> None:
    """Time passing is no step and leaves no mark."""
    first = after(customer("e1", 100, "Hi"))
    later = reduce(first, tick(200))
    assert (later.clock, later.steps, later.marks) == (200, first.steps, first.marks)
    assert reduce(first, tick(50)) == first


@pytest.mark.parametrize(
    ("event", "role"),
    [
        (customer("e", 1, "x"), Role.CUSTOMER),
        (happened("e", 1, E.VOICEMAIL_LEFT), Role.CUSTOMER),
        (happened("e", 1, E.HOLD_STARTED), Role.AGENT),
        (happened("e", 1, E.HOLD_ENDED), None),
    ],
)
def test_whose_words_they_are(event: Event, role: Role | None) -> None:
    """A voicemail is the customer's, a hold's reason the agent's."""
    assert speaker(event) is role


def test_marks_count_and_keep_the_last_words() -> None:
    """An act's mark tells how often it was done and which words did it last, the surest of a message."""
    acts = (Act("apology", 0.6, 0, 4), Act("apology", 0.9, 5, 9), Act("apology", 0.7, 10, 12))
    event = Event("e2", E.MESSAGE, 20, Role.AGENT, "x" * 12, understanding=Understanding(acts=acts))
    state = after(agent("e1", 10, "Sorry", "apology"), event)
    assert state.marks["agent.apology"] == Mark(20, 2, 2, "e2", 5, 9)
    assert state.marks["message"] == Mark(20, 2, 2, "e2")


@pytest.mark.parametrize(
    ("to", "marked"),
    [("supervisor", True), ("Team Leader", True), ("CHEFE", True), ("billing", False), ("", False)],
)
def test_a_transfer_to_a_superior_has_a_mark_of_its_own(to: str, marked: bool) -> None:
    """Whoever leads the team is a supervisor, in any of the languages."""
    assert (
        "transfer_started.supervisor" in after(happened("e1", 1, E.TRANSFER_STARTED, to=to)).marks
    ) is marked


@pytest.mark.parametrize(
    ("text", "acts", "mark"),
    [
        ("Hi, Kim here, how can I help?", ("offers_help",), "agent.greets_fully"),
        ("I'm your agent, how can I help?", ("offers_help", "introduces_self"), "agent.greets_fully"),
        ("Thank you, Robin", ("thanks",), "agent.thanks_by_name"),
    ],
)
def test_acts_that_need_names(text: str, acts: tuple[str, ...], mark: str) -> None:
    """A whole greeting has a name and an offer; thanks by name has the customer's."""
    assert mark in after(agent("e1", 1, text, *acts)).marks


@pytest.mark.parametrize(
    ("role", "text", "acts"),
    [
        (Role.AGENT, "How can I help?", ("offers_help",)),
        (Role.AGENT, "Kim here", ("greeting",)),
        (Role.AGENT, "Thank you", ("thanks",)),
        (Role.AGENT, "Hello Robin", ("greeting",)),
        (Role.CUSTOMER, "Kim here, how can I help? Thanks Robin", ("offers_help", "thanks")),
    ],
)
def test_acts_that_lack_a_name_or_a_part(role: Role, text: str, acts: tuple[str, ...]) -> None:
    """Half a greeting is none, and customers do not greet on the organisation's behalf."""
    marks = after(said("e1", 1, role, text, acts)).marks
    assert not {"agent.greets_fully", "agent.thanks_by_name"} & marks.keys()


def test_the_language_is_declared_or_voted() -> None:
    """Declared languages win; else texts vote; without either it is open."""
    voted = after(said("e1", 1, Role.CUSTOMER, "Hej", languages={"sv": 0.9, "da": 0.1}))
    assert voted.language_of(Role.CUSTOMER) == "sv"
    assert voted.language_of(Role.AGENT) is None
    declared = after(Event("e1", E.MESSAGE, 1, Role.CUSTOMER, "Hej", language="da"))
    assert declared.language_of(Role.CUSTOMER) == "da"
    assert (
        after(customer("e1", 1, "Hej"), customer=Participant(language="nb")).language_of(Role.CUSTOMER)
        == "nb"
    )


def test_a_text_nobody_understood_does_not_vote() -> None:
    """Events without words or without a guess leave the vote as it was."""
    assert (
        after(
            customer("e1", 1, "Hej"), happened("e2", 2, E.VOICEMAIL_LEFT), happened("e3", 3, E.HOLD_ENDED)
        ).votes
        == {}
    )


def test_the_worst_mood_is_remembered() -> None:
    """Anger stays for a few messages, and that it was there for the whole conversation."""
    state = after(said("e1", 1, Role.CUSTOMER, "No!", {"upset": 0.8}), customer("e2", 2, "Well."))
    assert (state.mood, state.worst_mood) == (pytest.approx(0.48), 0.8)


def test_a_customer_waits_from_the_first_unanswered_message() -> None:
    """A second message does not start the wait again; a reply ends it."""
    state = after(customer("e1", 10, "Hi"), customer("e2", 20, "Hello?"))
    assert state.waiting_since == 10
    assert reduce(state, agent("e3", 30, "Hi")).waiting_since is None


@pytest.mark.parametrize(
    ("acts", "since"),
    [(("goodbye",), None), (("nothing_else",), None), (("goodbye", "question"), 10), ((), 10)],
)
def test_a_goodbye_awaits_no_reply(acts: tuple[str, ...], since: float | None) -> None:
    """Unless it asks for something, a farewell needs no answer."""
    assert after(customer("e1", 10, "Bye", *acts)).waiting_since == since


@pytest.mark.parametrize("act", ["problem", "need", "upset"])
def test_the_problem_is_kept_in_the_customers_words(act: str) -> None:
    """The last message that told of one."""
    state = after(customer("e1", 1, "It broke", act), customer("e2", 2, "Yesterday"))
    assert state.problem == "It broke"


def test_questions_are_answered_by_the_agent() -> None:
    """A question is open until an answer to it is found."""
    state = after(customer("e1", 1, "Why?"))
    assert [(q.id, q.answered_by) for q in state.questions] == [("e1.1", None)]
    state = reduce(state, said("e2", 2, Role.AGENT, "Because.", answers=(Answer("e1.1", 0.9, 0, 8),)))
    assert [(q.id, q.answered_by) for q in state.questions] == [("e1.1", "e2")]


def test_only_the_latest_questions_are_kept() -> None:
    """A correspondence of a hundred questions is followed over its last forty."""
    state = after(*(customer(f"e{n}", n, "Why?") for n in range(100)))
    assert [q.event for q in state.questions] == [f"e{n}" for n in range(60, 100)]


def test_holds_begin_and_end() -> None:
    """A hold keeps its reason and both its times."""
    state = after(customer("e1", 1, "Hi"), happened("e2", 10, E.HOLD_STARTED, text="asking"))
    assert (state.is_on_hold, state.hold) == (True, Hold(10, "asking"))
    state = reduce(state, happened("e3", 70, E.HOLD_ENDED))
    assert (state.is_on_hold, state.hold) == (False, Hold(10, "asking", ended_at=70))
    assert state.waiting_since == 70
    assert "agent.message" not in state.marks


def test_the_end_of_a_hold_nobody_started() -> None:
    """It counts as a hold of no length and starts no wait."""
    state = after(happened("e1", 70, E.HOLD_ENDED))
    assert (state.hold, state.waiting_since) == (Hold(70, ended_at=70), None)


def test_an_announced_wait_is_a_hold_until_the_agent_speaks() -> None:
    """Words alone put the customer on hold; a long one counts as ended, a short one was none."""
    waiting = after(agent("e1", 0, "One moment", "requests_wait"))
    assert waiting.hold == Hold(0, "One moment", announced=True)
    assert reduce(waiting, agent("e2", 30, "Still looking", "requests_wait")).hold == waiting.hold
    short = reduce(waiting, agent("e2", 60, "Here"))
    assert (short.is_on_hold, "hold_ended" in short.marks) == (False, False)
    long = reduce(waiting, agent("e2", 61, "Here"))
    assert (long.is_on_hold, "hold_ended" in long.marks) == (False, True)


def test_nobody_waits_on_hold_for_a_letter() -> None:
    """Only live channels have holds made of words."""
    assert after(agent("e1", 0, "One moment", "requests_wait"), channel=Channel.EMAIL).hold is None


def test_a_started_hold_needs_its_own_end() -> None:
    """What the agent says during a real hold does not end it."""
    state = after(happened("e1", 0, E.HOLD_STARTED), agent("e2", 10, "Still there?", "requests_wait"))
    assert state.is_on_hold
    assert reduce(state, agent("e3", 20, "Yes")).is_on_hold


def test_a_hold_that_nobody_ended_is_over_once_both_talk_on() -> None:
    """The customer speaks and the agent answers without asking for more time; told late, its end is no news."""
    held = after(customer("e1", 0, "Hi"), happened("e2", 1, E.HOLD_STARTED), customer("e3", 40, "Hello again"))
    assert held.is_on_hold
    assert reduce(held, agent("e4", 50, "A moment more", "requests_wait")).is_on_hold
    state = reduce(held, agent("e4", 50, "It is in stock"))
    assert (state.hold, state.marks["hold_ended"].at) == (Hold(1, ended_at=50), 50)
    late = reduce(state, happened("e5", 500, E.HOLD_ENDED))
    assert (late.hold, late.marks["hold_ended"].at) == (Hold(1, ended_at=50), 50)


def test_a_promise_needs_an_act_and_a_time() -> None:
    """A contact promised by a time ahead is kept in the agent's words."""
    state = after(agent("e1", MONDAY_NINE, "I'll call you within an hour", "promises_contact"))
    assert state.promises == (Promise("e1", "within an hour", MONDAY_NINE, MONDAY_NINE + 3600),)
    assert after(agent("e1", MONDAY_NINE, "It takes within an hour")).promises == ()
    assert after(agent("e1", MONDAY_NINE, "I'll call you", "promises_contact")).promises == ()


def test_the_promising_sentence_says_by_when() -> None:
    """A parcel that comes in an hour is no call in an hour; a time beside the promise still counts."""
    text = "The parcel comes in an hour. I'll call you in two hours."
    promise = Act("promises_contact", 0.9, text.index("I'll"), len(text))
    said = Event("e1", E.MESSAGE, MONDAY_NINE, Role.AGENT, text, understanding=Understanding(acts=(promise,)))
    assert after(said).promises == (Promise("e1", "in two hours", MONDAY_NINE, MONDAY_NINE + 7200),)
    text = "I'll call you. In an hour at the latest."
    promise = Act("promises_contact", 0.9, 0, text.index(" In"))
    said = Event("e1", E.MESSAGE, MONDAY_NINE, Role.AGENT, text, understanding=Understanding(acts=(promise,)))
    assert after(said).promises == (Promise("e1", "In an hour", MONDAY_NINE, MONDAY_NINE + 3600),)


def test_a_promise_is_kept_by_a_later_contact() -> None:
    """The same talk does not keep it; a message or call after a fifth of the time does, once."""
    made = after(agent("e1", MONDAY_NINE, "I'll call you within an hour", "promises_contact"))
    talk = [customer(f"c{n}", MONDAY_NINE + 100 * n, "And then?") for n in range(1, 8)]
    for event in talk:
        made = reduce(made, event)
    same = reduce(made, agent("e2", MONDAY_NINE + 719, "Bye"))
    assert [p.kept_by for p in same.promises] == [None]
    kept = reduce(same, agent("e3", MONDAY_NINE + 720, "News"))
    assert [p.kept_by for p in reduce(kept, agent("e4", MONDAY_NINE + 900, "More")).promises] == ["e3"]
    assert [p.kept_by for p in reduce(same, happened("e3", MONDAY_NINE + 720, E.CALL_ANSWERED)).promises] == [
        "e3"
    ]


def test_a_contact_after_a_silence_keeps_a_promise() -> None:
    """Two minutes in which nobody said anything end the talk in which it was made."""
    made = after(agent("e1", MONDAY_NINE, "I'll call you within an hour", "promises_contact"))
    assert [p.kept_by for p in reduce(made, agent("e2", MONDAY_NINE + 119, "News")).promises] == [None]
    assert [p.kept_by for p in reduce(made, agent("e2", MONDAY_NINE + 120, "News")).promises] == ["e2"]


def test_calls_ring_until_answered() -> None:
    """An answer, a voicemail or the end stops the ringing."""
    ringing = after(happened("e1", 5, E.CALL_RINGING), channel=Channel.PHONE)
    assert ringing.ringing_since == 5
    for stop in (E.CALL_ANSWERED, E.VOICEMAIL_LEFT, E.CONVERSATION_ENDED):
        assert reduce(ringing, happened("e2", 9, stop)).ringing_since is None


def test_a_voicemail_has_its_own_clock_and_names_its_caller() -> None:
    """It runs from the first one until the agent answers, and a reply in the chat is due as before."""
    state = after(happened("e1", 5, E.VOICEMAIL_LEFT, text="Call me", caller="Alex Ek"))
    state = reduce(state, happened("e2", 9, E.VOICEMAIL_LEFT, text="Again"))
    assert (state.voicemail_since, state.waiting_since, state.customer.name) == (5, None, "Alex Ek")
    assert "customer.message" in state.marks
    assert reduce(state, agent("e3", 10, "Hi")).voicemail_since is None


def test_agents_change() -> None:
    """Who joins is the agent; a join without a name changes nobody."""
    state = after(happened("e1", 1, E.AGENT_JOINED, agent=Participant("Ida")))
    assert state.agent.name == "Ida"
    assert reduce(state, happened("e2", 2, E.AGENT_JOINED)).agent.name == "Ida"


def test_conversations_end_and_are_reopened() -> None:
    """Nobody waits, rings or is on hold after the end; a message or a reopening begins again."""
    state = after(
        customer("e1", 1, "Hi"), happened("e2", 2, E.HOLD_STARTED), happened("e3", 3, E.CONVERSATION_ENDED)
    )
    assert (state.ended, state.waiting_since, state.hold) == (True, None, None)
    for event in (happened("e4", 4, E.CONVERSATION_REOPENED), customer("e4", 4, "Hi"), agent("e4", 4, "Hi")):
        assert reduce(state, event).ended is False


def test_a_hold_that_was_over_is_remembered_after_the_end() -> None:
    """Only a running hold is dropped when the conversation ends."""
    events = (
        happened("e1", 1, E.HOLD_STARTED),
        happened("e2", 2, E.HOLD_ENDED),
        happened("e3", 3, E.CONVERSATION_ENDED),
    )
    assert after(*events).hold == Hold(1, ended_at=2)


@pytest.mark.parametrize("role", [Role.BOT, Role.SYSTEM, Role.SUPERVISOR])
def test_others_neither_wait_nor_answer(role: Role) -> None:
    """A bot's message leaves mark and step, and nothing else."""
    state = after(customer("e1", 1, "Why?"), said("e2", 2, role, "Hello", ("apology",)))
    assert (state.waiting_since, state.steps) == (1, 2)
    assert {f"{role.value}.message", f"{role.value}.apology"} <= state.marks.keys()


def test_live_channels() -> None:
    """Chat, telephone and counter are live, the rest is not."""
    assert {channel for channel in Channel if conversation(channel).is_live} == {
        Channel.CHAT,
        Channel.PHONE,
        Channel.IN_PERSON,
    }
