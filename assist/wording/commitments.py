"""Promises, offers and admissions in an answer: none may stand there that nobody has made.

A clause binds when it says what we will do or the reader will get, or when we are in it together with something one
could owe (a refund, a call, a new one). It may stay if a person or the organisation has said as much: the agent in this
conversation, the playbook's own words, or a guideline that makes no condition. What the customer demands binds nobody.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assist.core.asking import ends_with_question_mark
from assist.core.drafts.phrases import flat
from assist.core.drafts.words import WORDS
from assist.core.promise_grammar import lengths_in, points_in
from assist.spelling.frequencies import frequencies
from assist.wording.commitment_words import BINDINGS, CONCEPTS, Binding

STEM = 4  # letters that two forms of a word share
LONGEST_PREFIX = 5  # letters of a word of courtesy
RARE = 380  # centibels: a commoner word than one in some six thousand states little by itself
WORD = re.compile(r"[^\W\d_]{4,}")
PERSON = re.compile(r"\{\w+\}")
SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
# What one clause says the one before need not; "and send you one" still belongs to the "we will" before it.
SUBJECT = r"(?:i|you|we|it|jag|du|ni|vi|det|den|jeg|dere|eu|nós|o|a|{customer}|{agent})"
CLAUSE = re.compile(
    rf"[;:()–—]|\s-\s|\b(?:that|que|why|when|varför|när|hvorfor|hvornår|når|quando)\b|,?\s(?:att|at)(?=\s{SUBJECT}\b)|"
    rf",?\s(?:and|och|og|e|but|men|mas|because|eftersom|fordi|porque)(?=\s{SUBJECT}(?!\w))|"
    r",(?!\s(?:and|och|og|e|then|sedan|sen|så|samt|or|eller|ou|também|also)\b)"
)


ABLE = re.compile(r"\b(?:what|all|everything|vad|allt|hvad|hva|alt|det) $")  # "all I can" is no "I can"


@dataclass(frozen=True, slots=True)
class Basis:
    """What an answer may rest on: `binding` sentences were said by the agent or the organisation, `said` by anybody."""

    binding: tuple[str, ...]
    said: tuple[str, ...]


def sentences_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The sentences of some texts, as they are compared."""
    return tuple(match.group().strip() for text in texts for match in SENTENCE.finditer(flat(text)))


def stem_of(word: str) -> str:
    """The beginning of a word, which its forms share."""
    return word[:STEM]


def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's longer words."""
    return frozenset(stem_of(word) for word in WORD.findall(flat(text)))


def telling(text: str, language: str) -> frozenset[str]:
    """The stems of words that state something: neither courtesy nor so common that they state little by themselves."""
    common, words = frequencies(language), BINDINGS.get(language)
    courteous = tuple(word[:LONGEST_PREFIX] for word in words.vocabulary.split()) if words else ()
    found = (word for word in WORD.findall(flat(text)) if not word.startswith(courteous))
    return frozenset(stem_of(word) for word in found if common.get(word, RARE) >= RARE)


def is_conditional(sentence: str, language: str) -> bool:
    """Whether a sentence says what holds in some case only."""
    words = WORDS.get(language)
    conditions = words.conditions.pattern if words else None
    return conditions is None or conditions.search(flat(sentence)) is not None


def binds_anew(answer: str, language: str, basis: Basis) -> bool:
    """Whether the answer promises, offers or admits what nobody has."""
    words = BINDINGS.get(language)
    if words is None:
        return True
    judge = _Judge(words, language, basis)
    return not all(judge.lets(clause, asks=asks) for clause, asks in _clauses(answer))


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    """Each clause, and whether its sentence asks."""
    for sentence in sentences_of([text]):
        asks = ends_with_question_mark(sentence)
        start = 0
        for cut in (*CLAUSE.finditer(sentence), None):
            clause = sentence[start : cut.start() if cut else len(sentence)].strip()
            if cut and "promise" in _concepts_in(clause):
                continue  # what is promised comes behind
            start = cut.end() if cut else start
            if clause.strip(" .!?"):
                yield clause, asks


@dataclass(frozen=True, slots=True)
class _Judge:
    """What a clause is held against, in one language."""

    words: Binding
    language: str
    basis: Basis

    def lets(self, clause: str, *, asks: bool) -> bool:
        """Whether a clause may stay."""
        concepts = _concepts_in(clause)
        if self._binds(clause, concepts):
            return any(self._covers([one], self._meant(one), clause, concepts) for one in self.basis.binding)
        if concepts or (not asks and self._tells(clause)):
            said = (*self.basis.said, *self.basis.binding)
            return self._covers(said, frozenset().union(*map(self._meant, said)), clause, concepts)
        return True

    def _binds(self, clause: str, concepts: frozenset[str]) -> bool:
        commits = [one for one in _whole(self.words.commits).finditer(clause) if not ABLE.search(clause[: one.start()])]
        is_courtesy = all(re.match(rf"\W*(?:{self.words.harmless})", clause[match.end() :]) for match in commits)
        if commits and (concepts or _names_time(clause) or not is_courtesy):
            return True
        return bool(concepts) and _whole(self.words.first).search(clause) is not None

    def _tells(self, clause: str) -> bool:
        """Whether the reader is told to do something, or that something is done: a next step, as drafts have them."""
        told = WORDS.get(self.language)
        if told is None or _whole(self.words.commits).search(clause) or _whole(self.words.invites).search(clause):
            return False
        return any(phrases.first(clause, (0, len(clause))) for phrases in (told.promises, told.steps))

    def _meant(self, sentence: str) -> frozenset[str]:
        """What a sentence speaks of; one that says what its speaker will do is a promise in any words."""
        concepts = _concepts_in(sentence)
        return concepts | {"promise"} if self._binds(sentence, concepts) else concepts

    def _covers(self, said: Iterable[str], meant: frozenset[str], clause: str, concepts: frozenset[str]) -> bool:
        """Whether what was said is at least what the clause says: the same things, in about the same words."""
        rest = PERSON.sub(" ", clause)
        for name in concepts:
            rest = _whole(CONCEPTS[name]).sub(" ", rest)  # compared as what they mean
        new = telling(rest, self.language) - frozenset().union(*map(stems, said))
        return concepts <= meant and len(new) <= bool(concepts)


@lru_cache(maxsize=64)
def _whole(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w{{])(?:{form})(?!\w)")


def _concepts_in(text: str) -> frozenset[str]:
    return frozenset(name for name, form in CONCEPTS.items() if _whole(form).search(text))


def _names_time(clause: str) -> bool:
    return any(point.day or point.clock for point in points_in(clause)) or bool(lengths_in(clause))
