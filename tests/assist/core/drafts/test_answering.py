"""Questions that a draft leaves open."""

from dataclasses import replace

from assist.core.drafts.answering import LONGEST_QUOTE, unanswered_questions
from assist.core.drafts.draft import Draft, Flaw
from assist.core.events import Channel
from assist.core.questions import Question

TEXT = "Hello Ann,\n\nWe open at nine.\n\nKind regards\nKim"
WHEN, COST = Question("0.1", "0", "When do you open?", 0, 17), Question("0.2", "0", "What does\nit cost?", 18, 36)
DRAFT = Draft(TEXT, "en", Channel.EMAIL, sentences=((0, 10), (12, 28), (30, 46)), questions=(WHEN, COST))


def test_an_open_question_belongs_after_the_answer_before_it() -> None:
    """It is quoted on one line; one that is answered is no flaw."""
    answered = replace(WHEN, answered_by="draft", answer_start=12, answer_end=28)
    expected = Flaw("unanswered_question", 28, 28, slots={"question": "What does it cost?"})
    assert [*unanswered_questions(replace(DRAFT, questions=(answered, COST)))] == [expected]


def test_without_an_answer_before_it_belongs_at_the_end_of_the_letter() -> None:
    """Which is above the name; a draft without sentences has one end only."""
    assert {flaw.start for flaw in unanswered_questions(DRAFT)} == {28}
    assert {flaw.start for flaw in unanswered_questions(replace(DRAFT, text="", sentences=()))} == {0}


def test_a_long_question_is_cut() -> None:
    """The agent knows it again by its beginning."""
    long = replace(WHEN, text="when " * 100)
    (flaw,) = unanswered_questions(replace(DRAFT, questions=(long,)))
    assert len(flaw.slots["question"]) <= LONGEST_QUOTE + 1
    assert flaw.slots["question"].endswith("…")
