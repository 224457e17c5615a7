"""The ledger of questions."""

from dataclasses import replace

import pytest

from assist.core.events import Act, Answer, Event, EventType, Role, Understanding
from assist.core.questions import Question, answered, ask, asked_in, unanswered
from tests.assist.core.samples import said

WHY, WHEN = Question("e1.1", "e1", "Why?", 0, 4), Question("e1.2", "e1", "When?", 5, 10)


def test_sentences_that_ask_are_questions() -> None:
    """A question mark or the act of asking makes one; numbers count the questions, spans the text."""
    text = "Why? I paid. Tell me when."
    understood = Understanding(sentences=((0, 4), (5, 12), (13, 26)), acts=(Act("question", 0.8, 13, 26),))
    asked = asked_in(Event("e7", EventType.MESSAGE, 1, Role.CUSTOMER, text, understanding=understood))
    assert asked == (
        Question("e7.1", "e7", "Why?", 0, 4),
        Question("e7.2", "e7", "Tell me when.", 13, 26),
    )


def test_a_text_nobody_split_is_one_sentence() -> None:
    """Without understanding the whole text is the question."""
    assert asked_in(Event("e1", EventType.MESSAGE, 1, Role.CUSTOMER, "Why?")) == (WHY,)
    assert asked_in(Event("e1", EventType.MESSAGE, 1, Role.CUSTOMER, "No.")) == ()


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("when do you open? and is there parking", ["when do you open?", "and is there parking"]),
        ("We ask (a) is it warm, (b) where do we eat, and (c) what does it cost?",
         ["(a) is it warm", "(b) where do we eat", "(c) what does it cost?"]),
        ("Mia: hej har ni öppet i dag\nMia: jag är nära", ["Mia: hej har ni öppet i dag"]),
    ],
)  # fmt: skip
def test_a_sentence_goes_on_where_none_ends(text: str, questions: list[str]) -> None:
    """After a question mark without a capital letter, in a list, in the lines of a chat."""
    assert [question.text for question in ask("e1", text, [(0, len(text))])] == questions


def test_an_answer_closes_its_question_once() -> None:
    """The answering words are kept, a later answer does not replace them, the other question stays."""
    first = said("e2", 2, Role.AGENT, "Because it rained.", answers=(Answer("e1.1", 0.5, 0, 18),))
    ledger = answered((WHY, WHEN), first)
    assert ledger == (replace(WHY, answered_by="e2", answer_start=0, answer_end=18), WHEN)
    assert answered(ledger, said("e3", 3, Role.AGENT, "No", answers=(Answer("e1.1", 0.9, 0, 2),))) == ledger
    assert unanswered(ledger) == (WHEN,)


def test_a_doubtful_answer_is_none() -> None:
    """Below one half nothing is answered."""
    event = said("e2", 2, Role.AGENT, "Hm.", answers=(Answer("e1.1", 0.49, 0, 3), Answer("e9.1", 0.9, 0, 3)))
    assert answered((WHY,), event) == (WHY,)
