from dataclasses import replace

import pytest

from assist.core.conditions import All, Now, Passed, State
from assist.core.conversation import Conversation, reduce
from assist.core.events import Channel, Event, EventType, Participant, tick
from assist.core.practice import Ending, Mood, Node, Place, Script, Turn, advance, opening, place_of
from assist.core.session import step
from tests.assist.core import samples
from tests.assist.core.samples import agent, happened

HOLD_S, REPLY_S = samples.HOLD_S, samples.REPLY_S
SORRY, NO = Now(("agent.apology",)), Now(("agent.refuses",))
NODES = {
    "first": Node("My tent leaks.", (Turn(SORRY, "calmer"), Turn(NO, "angry")), "asks"),
    "asks": Node("And what will you do?", (Turn(Now(("agent.apology",)), "calmer"),), "angry", patience=-1),
    "calmer": Node("All right. A new one?", (Turn(Now(("agent.refuses",)), "angry"),), "done", patience=1),
    "angry": Node("This is a joke.", (Turn(Now(("agent.apology",)), "calmer"),), "angry", patience=-1),
    "done": Node("Thank you, that is all.", ending=Ending.SETTLED),
    "boss": Node("I will take it from here with your boss.", ending=Ending.ESCALATED),
    "gone": Node("Goodbye for good.", ending=Ending.LEAVES),
}  # fmt: skip
ALWAYS = (
    Turn(Now(("agent.rude",)), "gone"),
    Turn(Now(("transfer_completed",)), "boss"),
    Turn(Passed("waiting", "reply_s", repeat=True), says="Hello?", patience=-1),
    Turn(Passed("hold", "hold_limit_s"), says="Still there?", patience=-1),
    Turn(All((Now(("agent.requests_wait",)), State("on_hold"))), says="I will wait."),
)
PLAYBOOK = samples.PLAYBOOK


def script(channel: Channel = Channel.CHAT, **others: object) -> Script:
    given = {
        "language": "en",
        "difficulty": 2,
        "organisation": "Fjordby",
        "customer": Participant("Robin Lind", "en"),
        "mood": Mood.ANGRY,
        "briefing": "The tent is 40 days old.",
        "aims": ("apologise",),
        "start": "first",
        "gives_up": "gone",
        "nodes": NODES,
        "always": ALWAYS,
        "patience": 2,
        **others,
    }
    return Script("tent", "The tent", channel=channel, **given)  # type: ignore[arg-type]


class Play:
    """A conversation that goes on: the agent's events, and the customer's as they fall due."""

    def __init__(self, played: Script) -> None:
        self.script = played
        self.conversation = samples.conversation(played.channel)
        self.said: list[Event] = []
        self.take(opening(played, 100.0))

    def take(self, event: Event) -> None:
        self.conversation = step(self.conversation, event, PLAYBOOK).conversation

    def next(self) -> Event | None:
        return advance(self.script, self.conversation, PLAYBOOK)

    def answer(self) -> Event:
        """Let the customer's next event happen."""
        event = self.next()
        assert event is not None
        self.take(event)
        self.said.append(event)
        return event

    @property
    def node(self) -> str:
        place = place_of(self.conversation)
        assert place is not None
        return place.node


def test_the_customer_writes_first_and_then_waits_for_the_agent() -> None:
    play = Play(script())
    assert (play.node, play.conversation.customer.name) == ("first", "Robin Lind")
    event = play.next()
    assert event is not None
    assert (event.text, event.at) == ("Hello?", 100.0 + REPLY_S)  # unless nobody answers


def test_a_turn_is_taken_when_it_holds_and_the_answer_takes_its_time() -> None:
    play = Play(script())
    play.take(agent("a1", 110.0, "I am sorry about that.", "apology"))
    event = play.answer()
    assert play.node == "calmer"
    assert 112.0 <= event.at <= 119.0


def test_what_holds_first_counts_and_otherwise_is_for_the_rest() -> None:
    play = Play(script())
    play.take(agent("a1", 110.0, "Good morning."))
    play.answer()
    assert play.node == "asks"
    play.take(agent("a2", 130.0, "Sorry, no.", "apology", "refuses"))
    assert play.answer().text == NODES["calmer"].says


def test_several_messages_are_heard_together_and_the_answer_waits_for_the_last() -> None:
    play = Play(script())
    play.take(agent("a1", 110.0, "No.", "refuses"))
    first = play.next()
    play.take(agent("a2", 111.0, "I am sorry.", "apology"))
    second = play.next()
    assert first is not None
    assert second is not None
    assert (first.text, second.text) == (NODES["angry"].says, NODES["calmer"].says)
    assert second.at > 113.0


def test_patience_ends_and_so_does_the_conversation() -> None:
    play = Play(script())
    for number in range(2):
        play.take(agent(f"a{number}", play.conversation.clock + 5, "Well."))
        play.answer()
    assert play.node == "gone"
    end = play.answer()
    assert end.type is EventType.CONVERSATION_ENDED
    assert end.at == play.said[-2].at + 2.0
    assert play.next() is None
    play.take(agent("late", play.conversation.clock + 5, "Are you still there?"))
    assert play.next() is None  # gone is gone


def test_silence_makes_the_customer_ask_at_the_standard_and_again_until_they_go() -> None:
    play = Play(script())
    assert (play.answer().at, play.node) == (100.0 + REPLY_S, "first")
    assert (play.answer().at, play.node) == (100.0 + 2 * REPLY_S, "gone")


def test_after_a_remark_the_customer_is_where_they_were() -> None:
    play = Play(script())
    play.answer()
    play.take(agent("a1", 150.0, "I am so sorry.", "apology"))
    play.answer()
    assert play.node == "calmer"


def test_a_hold_is_waited_out_until_it_passes_the_limit() -> None:
    play = Play(script())
    play.take(agent("a1", 110.0, "Sorry. One moment please.", "apology", "requests_wait"))
    assert play.answer().text == "I will wait."
    play.take(happened("h1", 120.0, EventType.HOLD_STARTED))
    assert play.next() is not None
    event = play.answer()
    assert (event.text, event.at) == ("Still there?", 120.0 + HOLD_S)
    assert play.next() is None  # not again before the agent is back
    play.take(happened("h2", 430.0, EventType.HOLD_ENDED))
    play.take(agent("a2", 432.0, "Here I am."))
    play.answer()
    assert play.node == "calmer"  # the apology before the remarks counts


def test_after_a_hold_the_agent_has_a_little_time_to_speak() -> None:
    play = Play(script())
    play.take(happened("h1", 110.0, EventType.HOLD_STARTED))
    play.take(happened("h2", 130.0, EventType.HOLD_ENDED))
    event = play.next()
    assert event is not None
    assert event.at >= 130.0 + 15.0
    play.take(agent("a1", 132.0, "Here I am."))
    sooner = play.next()
    assert sooner is not None
    assert sooner.at < 142.0  # nobody waits for more once the agent has spoken


def test_a_timer_that_fires_late_changes_nothing() -> None:
    play = Play(script())
    before = play.next()
    play.take(tick(100.0 + REPLY_S))
    play.take(tick(100.0 + REPLY_S + 3))
    assert play.next() == before


def test_on_the_telephone_the_agent_speaks_first() -> None:
    play = Play(script(Channel.PHONE))
    assert play.next() is None
    play.take(happened("c", 105.0, EventType.CALL_ANSWERED))
    silent = play.next()
    assert silent is not None
    assert silent.at == 105.0 + 8.0
    play.take(agent("a1", 107.0, "Fjordby, Kim speaking.", "greeting"))
    event = play.answer()
    assert (event.text, play.node) == (NODES["first"].says, "first")
    assert 108.0 < event.at < 111.0


def test_what_was_said_before_the_first_words_is_not_held_against_anybody() -> None:
    play = Play(script(Channel.PHONE))
    play.take(happened("c", 105.0, EventType.CALL_ANSWERED))
    play.take(agent("a1", 107.0, "Sorry, Kim here.", "apology"))
    play.answer()
    play.take(agent("a2", 115.0, "I see."))
    play.answer()
    assert play.node == "asks"


def test_a_matter_that_is_over_leaves_time_to_take_leave() -> None:
    play = Play(script())
    play.take(agent("a1", 110.0, "I am sorry.", "apology"))
    play.answer()
    play.take(agent("a2", 125.0, "A new one is on its way."))
    thanked = play.answer()
    assert play.node == "done"
    end = play.next()
    assert end is not None
    assert end.at == thanked.at + 45.0
    play.take(agent("a3", thanked.at + 10, "Goodbye, Robin."))
    later = play.next()
    assert later is not None
    assert (later.type, later.at) == (EventType.CONVERSATION_ENDED, thanked.at + 55.0)


def test_a_letter_is_not_followed_by_hanging_up() -> None:
    play = Play(script(Channel.EMAIL))
    play.take(agent("a1", 400.0, "Sorry.", "apology"))
    play.answer()
    play.take(agent("a2", 900.0, "A new one."))
    thanked = play.answer()
    end = play.next()
    assert end is not None
    assert end.at == thanked.at + 300.0


def test_a_supervisor_takes_over() -> None:
    play = Play(script())
    play.take(happened("t1", 110.0, EventType.TRANSFER_STARTED, to="supervisor"))
    play.take(happened("t2", 115.0, EventType.TRANSFER_COMPLETED, to="supervisor"))
    play.answer()
    assert play.node == "boss"


@pytest.mark.parametrize("place", [Place("first", 3), Place("a_b", -1, 12, 40)])
def test_a_place_is_read_from_its_name(place: Place) -> None:
    assert Place.of(place.name) == place


@pytest.mark.parametrize("name", ["m-1", "practice:x:1:2:first", "practice:1:2:first", "practice:end"])
def test_other_names_tell_of_no_place(name: str) -> None:
    assert Place.of(name) is None


def test_who_is_no_customer_of_a_script_is_left_alone() -> None:
    given = samples.conversation()
    spoken = reduce(given, samples.customer("m1", 5.0, "Hello"))
    assert advance(script(), spoken, PLAYBOOK) is None
    assert advance(script(), given, PLAYBOOK) is None
    strange = reduce(given, replace(opening(script(), 5.0), id="practice:1:1:2:nowhere"))
    assert advance(script(), strange, PLAYBOOK) is None


def test_the_same_conversation_is_always_answered_the_same() -> None:
    def told() -> Conversation:
        play = Play(script())
        play.take(agent("a1", 110.0, "Hm."))
        play.answer()
        return play.conversation

    assert told() == told()
