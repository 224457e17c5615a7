"""From a draft to what is to be mended, with heads that know phrases alone and an encoder that knows words alone."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assist.acts.definition import load_folder as load_acts
from assist.acts.heads import Heads
from assist.core.drafts.writing import Proof, Writing
from assist.core.events import Channel, Participant
from assist.core.playbook import Playbook
from assist.core.questions import Question
from assist.drafts.drafting import MOST_ENCODED, Drafter, sentences_of
from assist.inquiry import conclude
from assist.playbook.loading import BUILT_IN, load_folder
from guidelines_kb import Library
from tests.assist.test_understanding import ACTS, WEIGHTS
from tests.guidelines_kb.conftest import HashingEmbedder

NOW = 1_750_000_000.0
ASKED = "Hello, when do you open on Saturdays? And is the lake frozen?\n\nAnn\n\nOn 3 May Kim wrote:\n> Did you call?"
TEXT = "Hello Ann,\n\nOn Saturdays we open at nine in the morning.\n\nKind regards\nKim"
WRITING = Writing(TEXT, Channel.EMAIL, Participant("Ann Lee"), Participant("Kim"), replies_to=(ASKED,))


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    """The built-in one."""
    return load_folder(BUILT_IN, load_acts().names)


@pytest.fixture(scope="module")
def drafter(calibrations: Path) -> Drafter:
    """English only, without dictionaries."""
    library = Library.open(None, HashingEmbedder(), cache=calibrations)
    library.add(
        "handbook", b"# Prices\n\nDelivery of a parcel costs forty kronor.\n", media_type="text/markdown", language="en"
    )
    return Drafter(Heads(ACTS, ("en",), WEIGHTS), library, ("en",))


class Encoder:
    """Keeps what it was asked for."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        return HashingEmbedder().encode(texts, "query")


def proof_of(drafter: Drafter, writing: Writing, playbook: Playbook) -> Proof:
    """The whole way of one draft."""
    return drafter.check(writing, playbook, Encoder(), NOW)


def test_the_ledger_says_what_is_answered_and_by_which_words(drafter: Drafter, playbook: Playbook) -> None:
    """Questions of the customer's own words, each with the sentence of the draft; what stays open is a finding."""
    proof = proof_of(drafter, WRITING, playbook)
    opened, lake = proof.questions
    assert (opened.text, lake.text) == ("Hello, when do you open on Saturdays?", "And is the lake frozen?")
    assert ASKED[lake.start : lake.end] == lake.text
    assert TEXT[opened.answer_start : opened.answer_end] == "On Saturdays we open at nine in the morning."
    assert lake.answered_by is None
    (finding,) = [one for one in proof.findings if one.rule == "unanswered_question"]
    assert (finding.moment, finding.start) == ("answer_every_question", opened.answer_end)
    assert "is the lake frozen?" in finding.message


def test_the_same_draft_gives_the_same_findings(drafter: Drafter, playbook: Playbook) -> None:
    """Whoever else is read in between."""
    first = proof_of(drafter, WRITING, playbook)
    proof_of(drafter, replace(WRITING, text="Something else."), playbook)
    assert proof_of(drafter, WRITING, playbook) == first


def test_several_texts_are_answered_together(drafter: Drafter, playbook: Playbook) -> None:
    """Each question says in which of them it stands."""
    both = replace(WRITING, replies_to=("When do you open?", "Nothing here.", "What does it cost?"))
    assert [question.event for question in proof_of(drafter, both, playbook).questions] == ["0", "2"]


def test_the_questions_of_a_conversation_are_taken_as_they_are(drafter: Drafter, playbook: Playbook) -> None:
    """They were found when the customer asked."""
    known = (Question("e1.1", "e1", "When do you open on Saturdays?", 7, 37),)
    (question,) = proof_of(drafter, replace(WRITING, questions=known, replies_to=()), playbook).questions
    assert (question.id, question.answered_by) == ("e1.1", "draft")


def test_quoted_mail_is_nobodys_draft(drafter: Drafter) -> None:
    """Its sentences are not read."""
    quoted = replace(WRITING, text=f"{TEXT}\n\nOn 4 May Ann wrote:\n> You are slow!")
    draft = drafter.read(quoted, NOW)
    assert [sentence.text for sentence in sentences_of(draft)][-1].startswith("Kind regards")
    assert [sentence.paragraph for sentence in sentences_of(draft)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Guten Tag Herr Müller, vielen Dank für Ihre Nachricht. Das Geld kommt morgen.", "de"),
        ("Hyvä asiakas, kiitos viestistäsi. Paketti saapuu huomenna aamulla.", "fi"),
        ("您好，感谢您的来信。包裹明天到达。", "zh"),
    ],
)
def test_a_language_that_nobody_here_knows_is_named(
    drafter: Drafter, playbook: Playbook, text: str, language: str
) -> None:
    """Its words are not judged, its questions not matched, and nothing breaks."""
    proof = proof_of(drafter, replace(WRITING, text=text), playbook)
    assert (proof.language, proof.is_supported) == (language, False)
    assert all(question.answered_by is None for question in proof.questions)
    assert not {one.rule for one in proof.findings} & {"unanswered_question", "spelling", "rude", "hard_to_read"}


def test_a_declared_language_needs_no_guess(drafter: Drafter, playbook: Playbook) -> None:
    """Known or not."""
    assert proof_of(drafter, replace(WRITING, language="en"), playbook).is_supported
    declared = proof_of(drafter, replace(WRITING, language="de"), playbook)
    assert (declared.language, declared.is_supported) == ("de", False)


@pytest.mark.parametrize("text", ["", " \n", "?!", "12:30", "\u200b", "a" * 5000])
def test_odd_drafts_are_answered(drafter: Drafter, playbook: Playbook, text: str) -> None:
    """Nothing breaks."""
    assert proof_of(drafter, replace(WRITING, text=text), playbook).is_whole


@pytest.mark.parametrize("piece", ["a", "1 kr. ", "I wonder if ", "what? ", "\n", "> "])
def test_a_long_text_of_any_kind_is_answered(drafter: Drafter, playbook: Playbook, piece: str) -> None:
    """As a draft and as what it replies to; were one of them read in quadratic time, this would take minutes."""
    text = piece * (100_000 // len(piece))
    assert proof_of(drafter, replace(WRITING, text=text, language="en"), playbook).is_whole
    assert proof_of(drafter, replace(WRITING, replies_to=(text,)), playbook).is_whole


def test_of_a_long_draft_the_encoder_reads_what_is_near_the_questions(drafter: Drafter) -> None:
    """At most so many sentences, among them the one that has the words."""
    text = "\n\n".join(f"The weather was fine on day number {number}." for number in range(200))
    draft = drafter.read(replace(WRITING, text=f"{text}\n\nOn Saturdays we open at nine."), NOW)
    encode = Encoder()
    conclude(drafter.inquire(draft), encode)
    assert len(encode.texts) == MOST_ENCODED + len(draft.questions)
    assert "On Saturdays we open at nine." in encode.texts


def test_when_the_encoder_is_busy_no_question_counts_as_open(drafter: Drafter, playbook: Playbook) -> None:
    """The rest is said, and that something is missing."""
    draft = drafter.read(WRITING, NOW)
    proof = drafter.finish(WRITING, draft, None, playbook)
    assert not proof.is_whole
    assert len(proof.questions) == 2
    assert not [one for one in proof.findings if one.rule == "unanswered_question"]
