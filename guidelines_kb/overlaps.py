"""Sentences that say the same twice, and sentences that contradict each other, across documents and languages.

Pairs come from the index: each sentence is compared with its nearest only, so the cost grows with the number of
sentences and not with that of pairs. What a pair is said to be is evidence for a person, no verdict: the README says
how often it is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from guidelines_kb.embedders.protocol import Vectors
from guidelines_kb.indexes import FlatIndex
from guidelines_kb.library import Library
from guidelines_kb.polarity import Span
from guidelines_kb.snippets import Snippet
from guidelines_kb.statement import (
    Statement,
    are_opposed,
    conflicting,
    hold_apart,
    shares_amount,
    statement,
)


class Kind(StrEnum):
    """What two sentences are to each other."""

    AMOUNT = "amount"  # the same with another number, limit or duration
    POLARITY = "polarity"  # one bids what the other forbids
    SAME = "same"


NEIGHBOURS = 20  # of each sentence; in five languages a rule has four translations
# Similarities of centred vectors, chosen on the pairs of tests/guidelines_kb/pairs/tuned.tsv: how near two sentences
# are as they stand and as bare statements, on average; of polarity the latter alone, for its words are the difference.
LEAST: Mapping[Kind, float] = {Kind.AMOUNT: 0.58, Kind.POLARITY: 0.65, Kind.SAME: 0.66}
LEAST_OF_ONE_AMOUNT = 0.47  # said twice, where both name the same amount of time, money or percent
NEAR = 0.3  # below it, as they stand, a pair is not looked at
MOST = 500  # pairs of a kind, the most similar: nobody reads more
_BATCH = 16  # texts encoded at once, so that messages waiting for the encoder get their turn


T = TypeVar("T")
Pair = tuple[int, int]
Marks = tuple[tuple[Span, ...], tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Overlap:
    """A pair: `similarity` in [-1, 1]; `marks` are the spans of each text (code points) in which the conflict lies."""

    kind: Kind
    one: Snippet
    other: Snippet
    similarity: float
    marks: Marks = ((), ())


def overlaps(library: Library) -> tuple[Overlap, ...]:
    """Return the pairs of all sentences of `library`: conflicts of amount, of polarity, then what is said twice.

    Takes seconds for 2,000 sentences, most of it encoding; call it off the event loop.
    """
    snippets, vectors = library.passages()
    told = [statement(snippet.text, snippet.language) for snippet in snippets]
    near = {pair: product for pair, product in _near(vectors).items() if not hold_apart(*_both(told, pair))}
    bare = _bare(library, snippets, vectors, told, sorted({place for pair in near for place in pair}))
    found: dict[Kind, list[Overlap]] = {kind: [] for kind in Kind}
    for pair, product in near.items():
        ours, theirs = _both(told, pair)
        kind, marks = _relation(ours, theirs)
        alone = float(bare[pair[0]] @ bare[pair[1]])
        likeness = alone if kind is Kind.POLARITY else (product + alone) / 2
        is_one_amount = kind is Kind.SAME and shares_amount(ours, theirs)
        if likeness >= (LEAST_OF_ONE_AMOUNT if is_one_amount else LEAST[kind]):
            found[kind].append(Overlap(kind, *_both(snippets, pair), likeness, marks))
    return tuple(overlap for some in found.values() for overlap in sorted(some, key=_rank)[:MOST])


def _rank(overlap: Overlap) -> tuple[float, str, int, str, int]:
    one, other = overlap.one, overlap.other
    return (-overlap.similarity, one.document, one.start, other.document, other.start)


def _both(things: Sequence[T], pair: Pair) -> tuple[T, T]:
    return things[pair[0]], things[pair[1]]


def _near(vectors: Vectors) -> Mapping[Pair, float]:
    """The pairs of rows that are nearest to each other, the lower row first, with their inner products."""
    index = FlatIndex(vectors.shape[1])
    index.add(range(len(vectors)), vectors)
    pairs: dict[Pair, float] = {}
    for place, neighbours in enumerate(index.search(vectors, NEIGHBOURS + 1)):
        for other, product in neighbours:
            if other != place and product >= NEAR:
                pairs[min(place, other), max(place, other)] = product
    return pairs


def _relation(one: Statement, other: Statement) -> tuple[Kind, Marks]:
    """What two sentences are to each other if they are about the same, and the words in which a conflict lies."""
    amounts = conflicting(one, other)
    if amounts:
        first, second = amounts
        return Kind.AMOUNT, (((first.start, first.end),), ((second.start, second.end),))
    if are_opposed(one, other):
        return Kind.POLARITY, (one.polarity.marks, other.polarity.marks)
    return Kind.SAME, ((), ())


def _bare(
    library: Library, snippets: Sequence[Snippet], vectors: Vectors, told: Sequence[Statement], wanted: Sequence[int]
) -> Mapping[int, Vectors]:
    """The vectors of the bare statements at the places `wanted`; a sentence that is bare already keeps its own."""
    found = {place: vectors[place] for place in wanted}
    missing = [place for place in wanted if told[place].bare != snippets[place].text]
    for start in range(0, len(missing), _BATCH):
        some = missing[start : start + _BATCH]
        texts = [told[place].bare for place in some]
        rows = library.encode(texts, [snippets[place].language for place in some])
        found.update(zip(some, rows, strict=True))
    return found
