"""Which of an agent's sentences answer which of the customer's open questions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assist.core.events import Answer
from assist.core.questions import Question

# what a sentence may do without saying anything about a question
EMPTY_ACTS = frozenset(
    "greeting introduces_self offers_help requests_wait apology empathy thanks goodbye asks_anything_else asks_resolved"
    " asks_preference takes_contact does_not_know seeks_help paraphrase personal_matter rude".split()
)
ALONE, AMONG_OTHERS = 0.1, 0.42  # similarity that a sentence needs to answer the only open question, or one of several
NEAR, FAR = 1.0, 0.0
WORD = re.compile(r"\w{4,}")
STEM = 5  # letters that two forms of a word share


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the agent's message: its span, its words, and what it does."""

    start: int
    end: int
    text: str
    acts: frozenset[str]

    @property
    def is_substantial(self) -> bool:
        """Whether it states something at all."""
        return "?" not in self.text and (not self.acts or not self.acts <= EMPTY_ACTS) and bool(self.text.strip(" .!"))


def find_answers(
    questions: Sequence[Question],
    question_vectors: NDArray[np.float32],
    sentences: Sequence[Sentence],
    sentence_vectors: NDArray[np.float32],
) -> tuple[Answer, ...]:
    """The best sentence for each question that has one; vectors are centred, shapes (n, dimension)."""
    telling = [index for index, sentence in enumerate(sentences) if sentence.is_substantial]
    if not telling or not questions:
        return ()
    scores = question_vectors @ sentence_vectors[telling].T
    shared = [[_shared_words(question.text, sentences[index].text) for index in telling] for question in questions]
    scores = scores + 0.25 * np.array(shared)
    needed = ALONE if len(questions) == 1 else AMONG_OTHERS
    found = []
    for question, row in zip(questions, scores, strict=True):
        best = int(np.argmax(row))
        sentence = sentences[telling[best]]
        if row[best] >= needed:
            found.append(Answer(question.id, NEAR, sentence.start, sentence.end))
    return tuple(found)


def _shared_words(question: str, sentence: str) -> float:
    asked = {word[:STEM] for word in WORD.findall(question.lower())}
    said = {word[:STEM] for word in WORD.findall(sentence.lower())}
    return len(asked & said) / len(asked) if asked else 0.0
