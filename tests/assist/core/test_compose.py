"""From a moment to words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.core.compose import DETAILS, fill, in_reading_order, prompt_for
from assist.core.conditions import Now, Scene
from assist.core.conversation import Conversation, Hold, Mark, Promise
from assist.core.events import Act, Event, Participant, Understanding, tick
from assist.core.playbook import Moment, Words
from assist.core.prompts import Because, Evidence, Priority, Prompt
from assist.core.questions import Question
from tests.assist.core.samples import OTHER, PLAYBOOK, SENTENCE, STANDARDS, agent, conversation, moment, words

SORRY = Act("apology", 0.9, 0, 5)
ASKED = (Question("e1.1", "e1", "Why? ", 0, 5), Question("e1.2", "e1", "When?", 5, 10, answered_by="e2"))


def composed(this: Moment, after: Conversation, event: Event | None = None, **others: object) -> Prompt:
    """The prompt that `this` opens."""
    event = event or agent("e9", 100, "Sorry")
    return prompt_for(
        this, Scene(after, after, event, {"agent.apology": SORRY}, STANDARDS, {}, **others), PLAYBOOK
    )  # type: ignore[arg-type]


def saying(say: str, after: Conversation, **others: object) -> str:
    """What a moment with this template says."""
    return composed(moment("m", Now(("x",)), words=words(say, **others)), after).say  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("template", "slots", "text"),
    [
        ("Hello[ {name}].", {"name": "Robin"}, "Hello Robin."),
        ("Hello[ {name}].", {}, "Hello."),
        ("Hello[, {name}] !", {"name": ""}, "Hello!"),
        ("Hi. I am {agent}. Bye.", {}, "Hi. Bye."),
        ("I am {agent}.", {}, ""),
        ("[{a} and {b} ]end", {"a": "1"}, "end"),
        ("[{a} and {b} ]end", {"a": "1", "b": "2"}, "1 and 2 end"),
        ("{a}", {"a": "{b}", "b": "no"}, "{b}"),
        ("No  slots", {}, "No slots"),
    ],
)
def test_templates_are_filled(template: str, slots: dict[str, str], text: str) -> None:
    """What needs an unknown slot goes, its brackets first, else its sentence; nothing is filled twice."""
    assert fill(template, slots) == text


@given(
    st.text(st.sampled_from("ab {}[].!? "), max_size=30), st.dictionaries(st.sampled_from("ab"), st.just("x"))
)
def test_no_slot_is_ever_left(template: str, slots: dict[str, str]) -> None:
    """Whatever the template, nobody reads a bare slot."""
    text = fill(template, slots)
    assert "{a}" not in text
    assert "{b}" not in text


def test_a_prompt_carries_what_the_moment_says() -> None:
    """Id, words, quote, reason and times."""
    this = moment(
        "apologise", Now(("agent.apology",)), priority=Priority.HIGH, expires_s=60.0, details=("mood",)
    )
    after = conversation(clock=100.0, prompt_count=2)
    assert composed(this, after) == Prompt(
        id="p3",
        moment="apologise",
        priority=Priority.HIGH,
        instruction="Do it.",
        instruction_language="en",
        say="Hello Robin.",
        say_language="en",
        guidelines=(SENTENCE,),
        because=Because("e9", "it was asked for", (Evidence("e9", 0, 5, "apology"),)),
        opened_at=100.0,
        expires_at=160.0,
        details={"mood": "calm"},
    )


def test_instruction_and_words_have_their_own_languages() -> None:
    """The agent reads their language, the customer theirs."""
    after = conversation(customer=Participant("Robin", "sv"), agent=Participant("Kim", "en"))
    prompt = composed(moment("m", Now(())), after)
    assert (prompt.instruction_language, prompt.say_language) == ("en", "sv")
    assert (prompt.instruction, prompt.say) == ("Do it.", "Hej Robin.")


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"customer": Participant(language="sv")}, ("sv", "sv")),
        ({"agent": Participant(language="sv")}, ("sv", "sv")),
        ({"votes": {"customer": {"sv": -0.6, "en": -0.7}}}, ("sv", "sv")),
        ({"customer": Participant(language="fi")}, ("en", "en")),
        ({"customer": Participant(language="fi"), "votes": {"agent": {"sv": -0.1}}}, ("sv", "sv")),
        ({}, ("en", "en")),
    ],
)
def test_a_language_is_borrowed_or_guessed(state: dict[str, object], expected: tuple[str, str]) -> None:
    """Known languages first, then the other side's, then a guess, then English."""
    prompt = composed(moment("m", Now(())), conversation(**state))
    assert (prompt.instruction_language, prompt.say_language) == expected


def test_an_upset_customer_hears_other_words() -> None:
    """Also when the anger is over; without such words the usual ones are said."""
    for mood in ({"mood": 0.5}, {"worst_mood": 0.5}):
        assert saying("Hi.", conversation(**mood), say_upset="Sorry.") == "Sorry."
        assert saying("Hi.", conversation(**mood)) == "Hi."
    assert saying("Hi.", conversation(), say_upset="Sorry.") == "Hi."


@pytest.mark.parametrize(
    ("slot", "state", "value"),
    [
        ("name", {}, "Robin"),
        ("agent", {}, "Kim"),
        ("organisation", {}, "Fjordby"),
        ("hold", {"hold": Hold(10.0), "clock": 100.0}, "2 minutes"),
        ("hold", {"hold": Hold(10.0, ended_at=50.0), "clock": 100.0}, "40 seconds"),
        ("hold", {}, ""),
        ("reason", {"hold": Hold(1.0, "the printer. ")}, "the printer"),
        ("reason", {"hold": Hold(1.0, "One moment", announced=True)}, ""),
        ("reason", {"hold": Hold(1.0, "skrivaren"), "agent": Participant(language="sv")}, ""),
        ("questions", {"questions": ASKED}, "“Why?”"),
        ("quote", {}, ""),
    ],
)
def test_slots(slot: str, state: dict[str, object], value: str) -> None:
    """A slot holds what the conversation knows, and a reason only in the language that is spoken."""
    given = {"customer": Participant("Robin Lind", "en"), **state}
    assert saying(f"{{{slot}}}", conversation(**given)) == value


def test_a_match_is_quoted() -> None:
    """A moment that cites what was found leaves out what other moments quote."""
    event = replace(agent("e9", 1, "x"), understanding=Understanding(matches=(SENTENCE, OTHER)))
    this = moment("m", Now(()), cites_match=True, words={"en": Words("Read.", "{quote}")})
    prompt = composed(this, conversation(), event, cited=frozenset({("handbook", 10)}))
    assert (prompt.guidelines, prompt.say) == ((OTHER,), "Tents cost 100.")


@pytest.mark.parametrize(
    ("hold", "text"),
    [
        (None, "0 sekunder, upprörd"),
        (Hold(40.0), "60 sekunder, upprörd"),
        (Hold(40.0, ended_at=70.0), "30 sekunder, upprörd"),
    ],
)
def test_the_reason_is_told(hold: Hold | None, text: str) -> None:
    """How long the hold was and what the mood is, in the agent's language."""
    this = moment("m", Now(()), because={"en": "no", "sv": "{hold}, {mood}"})
    assert composed(
        this, conversation(clock=100.0, hold=hold, mood=0.5, agent=Participant("Kim", "sv"))
    ).because == Because("e9", text)


def test_time_is_about_the_last_thing_that_happened() -> None:
    """A tick has no id, so the last event is named, or none."""
    state = conversation(marks={"a": Mark(1, 1, 1, "e1"), "b": Mark(2, 2, 1, "e2")})
    assert composed(moment("m", Now(())), state, tick(100)).because.event == "e2"
    assert composed(moment("m", Now(())), conversation(), tick(100)).because.event == ""


STATE = conversation(
    questions=ASKED,
    promises=(
        Promise("e3", "tomorrow", 1, 300),
        Promise("e2", "in an hour", 1, 200),
        Promise("e1", "soon", 1, 100, kept_by="e2"),
    ),
    problem="It broke.",
    mood=0.8,
    marks={"agent.refuses": Mark(1, 1, 1, "e1"), "agent.apology": Mark(1, 1, 1, "e1")},
)


@pytest.mark.parametrize(
    ("name", "value", "nothing"),
    [
        ("questions", [{"text": "Why? ", "event": "e1", "start": 0, "end": 5}], []),
        ("due", 200, None),
        ("promise", "in an hour", ""),
        ("mood", "angry", "calm"),
        (
            "summary",
            {
                "customer": "Robin Lind",
                "problem": "It broke.",
                "tried": ["apology", "refuses"],
                "mood": "angry",
                "open_questions": ["Why? "],
            },
            {"customer": "Robin Lind", "problem": "", "tried": [], "mood": "calm", "open_questions": []},
        ),
    ],
)
def test_details(name: str, value: object, nothing: object) -> None:
    """What a prompt tells beyond its words, and what it tells when there is nothing."""
    assert DETAILS[name](STATE) == value
    assert DETAILS[name](conversation()) == nothing


def test_the_quote_is_in_the_readers_language_where_it_says_as_much() -> None:
    """A sentence that is clearly nearer stays first, in whatever language it is."""
    danish = replace(SENTENCE, language="da", similarity=0.47)
    swedish = replace(SENTENCE, language="sv", similarity=0.45)
    far = replace(SENTENCE, language="sv", start=99, similarity=0.40)
    assert in_reading_order((danish, swedish, far), "sv") == (swedish, danish, far)
    assert in_reading_order((danish, swedish, far), "da") == (danish, swedish, far)
    assert in_reading_order((danish, far), "sv") == (danish, far)
    assert in_reading_order((), "sv") == ()
