"""Sentences that the playbook listens for."""

from pathlib import Path

import numpy as np
import pytest

from assist.core.conditions import NEVER, AnyOf, Standards
from assist.core.events import Role
from assist.core.likeness import Means
from assist.core.playbook import Moment, Playbook, Words
from assist.core.prompts import Priority
from assist.meanings import Meanings
from assist.understanding import Interpreter
from guidelines_kb import Library
from tests.assist.core.samples import conversation, customer
from tests.assist.test_understanding import interpreter  # noqa: F401 - a fixture
from tests.guidelines_kb.conftest import HashingEmbedder

GIFT, CASH = ("en", "Can I use a gift card?"), ("en", "Where does the train stop")


def listening_for(*sentences: tuple[str, str]) -> Playbook:
    """A playbook with one moment that listens for these."""
    opens = AnyOf((Means(Role.CUSTOMER, sentences[:1], 0.9, sentences[1:]),)) if sentences else NEVER
    return Playbook((Moment("m", Priority.LOW, opens, {"en": ""}, {"en": Words("a", "b")}, {}),), Standards({}))


def test_each_sentence_finds_the_span_that_is_nearest(calibrations: Path) -> None:
    """The same words are as near as can be, others are not noted at all."""
    embedder = HashingEmbedder()
    library = Library.open(None, embedder, cache=calibrations)

    def encode(texts: object) -> np.ndarray:
        return embedder.encode(texts, "query")  # type: ignore[no-any-return, no-untyped-call]

    meanings = Meanings((GIFT, CASH), encode, library)
    texts = ["Hello there.", "Can I use a gift card?"]
    found = meanings.found([(0, 12), (13, 35)], lambda: library.centre(encode(texts), [{"en": 1.0}] * 2))
    assert [(one.sentence, one.start, one.end) for one in found] == [(GIFT[1], 13, 35)]
    assert found[0].similarity == pytest.approx(1.0, abs=1e-3)


def test_nobody_listens_nothing_is_computed(calibrations: Path) -> None:
    """Most playbooks name no sentence."""
    library = Library.open(None, HashingEmbedder(), cache=calibrations)
    meanings = Meanings((), lambda texts: pytest.fail("encoded"), library)
    assert meanings.found([(0, 1)], lambda: pytest.fail("centred")) == ()


def test_an_interpreter_listens_for_the_live_playbook_and_for_drafts(interpreter: Interpreter) -> None:  # noqa: F811
    """What was understood for one playbook is not taken for another's."""
    said = customer("e1", 1, "It broke. Can I use a gift card?")
    assert interpreter.understand(conversation(), said).understanding.likenesses == ()
    drafted = interpreter.reader_of(listening_for(GIFT, CASH))(conversation(), said).understanding
    assert [(one.sentence, one.start) for one in drafted.likenesses] == [(GIFT[1], 10)]
    assert interpreter.understand(conversation(), said).understanding.likenesses == ()
    interpreter.listen_for(listening_for(GIFT))
    assert interpreter.understand(conversation(), said).understanding.likenesses == drafted.likenesses
