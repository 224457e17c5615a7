"""The ledger of the customer's questions: asked, and answered by which words."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from assist.core.asking import asks, questions_in, wants_none
from assist.core.events import Event, Understanding

ANSWERED = 0.5  # probability that an agent's sentence answers a question
# a sentence goes on without a capital letter: after a question mark, in a list, and with short lines as in a chat
_ASKING_WORDS = (
    r"(?:what|when|where|how|vad|när|hur|hvad?|hvornår|når|hvordan|quando|quanto|como|onde|"
    r"(?:skal|ska|kan|har|er|är|får|må) (?:jeg|jag|man|vi|det|den|der|i|ni|dere|du)|"
    r"(?:can|is|are|do|does|will) (?:i|we|you|it|there|the))\b"
)
PARTS = re.compile(
    rf"[?？]+[\"'”»)]*\s+(?=\w)|(?<=[^\W\d]{{3}})[.!]+\s+(?={_ASKING_WORDS})|\n\s*(?=[-*•]|\w+:\s)|"
    r"(?:[.,;]|\s(?:and|og|och|e))*\s+(?=\((?:[a-h]|\d)\)\s|\d\)\s)|"
    r"(?<=[^\n]{3})(?<![^\n]{60})\n+"
)
MOST_KEPT = 40  # of a long correspondence only the latest questions are followed


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence of the customer that asks something, and the span that answered it."""

    id: str
    event: str
    text: str
    start: int
    end: int
    answered_by: str | None = None
    answer_start: int = 0
    answer_end: int = 0


def asked_in(event: Event) -> tuple[Question, ...]:
    """The questions in a customer's message: those that its words ask, and sentences whose act is to ask."""
    understood = event.understanding
    indirect = {(act.start, act.end) for act in understood.acts if act.name == "question"}
    return ask(event.id, event.text, understood.sentences or ((0, len(event.text)),), indirect)


def ask(
    event: str, text: str, sentences: Iterable[tuple[int, int]], indirect: Collection[tuple[int, int]] = ()
) -> tuple[Question, ...]:
    """The questions in these sentences of a text; `indirect` are sentences known to ask by other signs."""
    spans = [
        (start + begin, start + finish)
        for sentence in sentences
        for start, end in _asking(text, sentence, sentence in indirect)
        for begin, finish in questions_in(text[start:end])
    ]
    return tuple(
        Question(f"{event}.{number}", event, text[start:end], start, end)
        for number, (start, end) in enumerate(spans, 1)
    )


def _asking(text: str, sentence: tuple[int, int], is_known: bool) -> list[tuple[int, int]]:
    """What asks of a sentence: its parts where question marks stand in it, or all of it where it is known to ask."""
    begin, finish = sentence
    ends = [begin + mark.end() for mark in PARTS.finditer(text[begin:finish])]
    asked = [part for part in pairwise((begin, *ends, finish)) if asks(text[slice(*part)])]
    return asked or [sentence] * (is_known and not wants_none(text[begin:finish]))


def answered(questions: Iterable[Question], event: Event) -> tuple[Question, ...]:
    """The ledger after an agent's message: questions it answers carry the answering span."""
    answers = _answers(event.understanding)
    return tuple(
        replace(
            question,
            answered_by=event.id,
            answer_start=answers[question.id][0],
            answer_end=answers[question.id][1],
        )
        if question.answered_by is None and question.id in answers
        else question
        for question in questions
    )


def unanswered(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions nobody has answered yet."""
    return tuple(question for question in questions if question.answered_by is None)


def _answers(understanding: Understanding) -> dict[str, tuple[int, int]]:
    return {
        answer.question: (answer.start, answer.end) for answer in understanding.answers if answer.similarity >= ANSWERED
    }
