"""What an event's text does, with heads that know phrases alone and an encoder that knows words alone."""

from pathlib import Path

import numpy as np
import pytest

from assist.acts.definition import ActDefinition, Acts, Words
from assist.acts.heads import Heads, Weights
from assist.acts.nearness import built
from assist.core.conversation import reduce
from assist.core.events import NOT_UNDERSTOOD, Event, EventType, Role
from assist.understanding import MOST_SENTENCES, Interpreter
from guidelines_kb import Library
from tests.assist.core.samples import agent, conversation, customer, happened
from tests.guidelines_kb.conftest import HashingEmbedder

HANDBOOK = b"# Prices\n\nDelivery of a parcel costs forty kronor.\n\n# Holds\n\nApologise after every hold.\n"


def act(name: str, phrase: str, *by: Role, in_clauses: bool = False) -> ActDefinition:
    """An act that one English phrase does."""
    words = {"en": Words(examples=("x",), phrases=(phrase,))}
    return ActDefinition(act=name, means=name, by=by, languages=words, in_clauses=in_clauses)


ACTS = Acts(
    (
        act("apology", "sorry", Role.AGENT, in_clauses=True),
        act("problem", "broke", Role.CUSTOMER),
        act("question", "tell me", Role.CUSTOMER, Role.AGENT),
    ),
    {Role.AGENT: {}, Role.CUSTOMER: {}},
)
DECISION = np.zeros((3, 5), dtype=np.float32)
DECISION[:, 1] = 10.0  # a phrase is all that counts
WEIGHTS = Weights(
    built(np.ones((1, 64), np.float32), np.ones((1, 3), np.float32), np.zeros(3, np.float32)),
    decision=DECISION,
    offsets=np.full((3, 1), -5.0, np.float32),
)


@pytest.fixture
def interpreter(calibrations: Path) -> Interpreter:
    """English only, over a handbook of two sentences."""
    embedder = HashingEmbedder()
    library = Library.open(None, embedder, cache=calibrations)
    library.add("handbook", HANDBOOK, media_type="text/markdown", language="en")
    return Interpreter(embedder, Heads(ACTS, ("en",), WEIGHTS), library, ("en",))


def acts(event: Event) -> list[tuple[str, str]]:
    """Each act with its words."""
    return [(one.name, event.text[one.start : one.end]) for one in event.understanding.acts]


def test_acts_are_found_sentence_by_sentence(interpreter: Interpreter) -> None:
    """Each act carries the words of its own sentence, and a question mark asks by itself."""
    event = interpreter.understand(
        conversation(), customer("e1", 1, "It broke. Now tell me more. Why is that?")
    )
    assert acts(event) == [
        ("problem", "It broke."),
        ("question", "Now tell me more."),
        ("question", "Why is that?"),
    ]


def test_everybody_does_only_their_own_acts(interpreter: Interpreter) -> None:
    """The customer does not apologise on the organisation's behalf."""
    assert acts(interpreter.understand(conversation(), customer("e1", 1, "I am sorry."))) == []
    assert acts(interpreter.understand(conversation(), agent("e1", 1, "I am sorry."))) == [
        ("apology", "I am sorry.")
    ]


def test_quoted_mail_is_nobodys_words(interpreter: Interpreter) -> None:
    """What stands after ">" neither asks nor complains again."""
    event = interpreter.understand(
        conversation(), customer("e1", 1, "Thanks for that.\n> It broke. Why is that?\n")
    )
    assert acts(event) == []
    assert [event.text[a:b] for a, b in event.understanding.sentences] == ["Thanks for that."]


def test_a_long_text_is_read_at_both_ends(interpreter: Interpreter) -> None:
    """The first and the last sentences count, the middle does not."""
    text = " ".join(f"This is sentence number {number} of many." for number in range(100))
    spans = interpreter.understand(conversation(), customer("e1", 1, text)).understanding.sentences
    assert len(spans) == MOST_SENTENCES
    assert (text[slice(*spans[0])], text[slice(*spans[-1])]) == (
        "This is sentence number 0 of many.",
        "This is sentence number 99 of many.",
    )


def test_what_a_customer_asks_is_looked_up(interpreter: Interpreter) -> None:
    """The guideline sentence with the question's words comes first, with its place."""
    event = interpreter.understand(conversation(), customer("e1", 1, "What does delivery of a parcel cost?"))
    best = event.understanding.matches[0]
    assert (best.document, best.section, best.quote) == (
        "handbook",
        "Prices",
        "Delivery of a parcel costs forty kronor.",
    )
    assert interpreter.understand(conversation(), customer("e1", 1, "I see.")).understanding.matches == ()


def test_an_agent_answers_and_echoes(interpreter: Interpreter) -> None:
    """An open question finds its answering sentence, and the customer's problem its echo."""
    state = reduce(
        conversation(),
        interpreter.understand(conversation(), customer("e1", 1, "My tent broke. Is it covered?")),
    )
    said = interpreter.understand(state, agent("e2", 2, "So my tent broke. Yes, it is covered."))
    assert [(one.question, said.text[one.start : one.end]) for one in said.understanding.answers] == [
        ("e1.2" if len(state.questions) > 1 else "e1.1", "Yes, it is covered.")
    ]
    other = interpreter.understand(state, agent("e2", 2, "Parcels leave on Mondays."))
    assert said.understanding.echo > 0.5 > other.understanding.echo


@pytest.mark.parametrize(
    "event",
    [
        happened("e1", 1, EventType.HOLD_ENDED),
        customer("e1", 1, " \n"),
        happened("e1", 1, EventType.CALL_RINGING),
    ],
)
def test_an_event_without_words_comes_back_as_it_is(interpreter: Interpreter, event: Event) -> None:
    """Nothing said, nothing understood."""
    assert interpreter.understand(conversation(), event) == event


def test_understanding_is_deterministic(interpreter: Interpreter) -> None:
    """The same text in the same state is understood the same way."""
    event = customer("e1", 1, "It broke. Why?")
    assert interpreter.understand(conversation(), event) == interpreter.understand(conversation(), event)
    assert interpreter.understand(conversation(), event).understanding != NOT_UNDERSTOOD


def test_a_sentence_found_twice_is_quoted_once(interpreter: Interpreter) -> None:
    """Two questions about the same thing do not repeat its guideline."""
    text = "What does delivery of a parcel cost? Does delivery of a parcel cost forty kronor?"
    matches = interpreter.understand(conversation(), customer("e1", 1, text)).understanding.matches
    places = [(match.document, match.start) for match in matches]
    assert len(places) == len({*places}) >= 1


def test_what_was_understood_of_the_same_words_in_the_same_talk_is_known(
    interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is encoded or heard again; another question, another language or other guidelines are another case."""
    encoded: list[list[str]] = []
    encode = interpreter.encode
    monkeypatch.setattr(interpreter, "encode", lambda texts: encoded.append([*texts]) or encode(texts))
    asked = customer("e1", 0, "What does delivery of a parcel cost?")
    first = interpreter.understand(conversation(), asked)
    assert encoded
    encoded.clear()
    again = interpreter.understand(conversation(), customer("e9", 50, asked.text))
    assert again.understanding == first.understanding
    assert (again.id, encoded) == ("e9", [])
    reply = agent("e2", 10, "Delivery of a parcel costs forty kronor.")
    before = reduce(conversation(), first)
    assert interpreter.understand(before, reply).understanding.answers
    assert not interpreter.understand(conversation(), reply).understanding.answers
    assert interpreter.understand(before, reply).understanding.answers
    encoded.clear()
    interpreter._library.add(
        "other", b"# Parcels\n\nDelivery of a parcel can cost more abroad.\n", media_type="text/markdown", language="en"
    )
    assert len(interpreter.understand(conversation(), asked).understanding.matches) == 2
    assert encoded
