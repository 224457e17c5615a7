"""Sentences that say the same twice, and sentences that contradict each other, across documents and languages.

Pairs come from the index: each sentence is compared with its nearest only, so the cost grows with the number of
sentences and not with that of pairs. What a pair is said to be is evidence for a person, no verdict: the README says
how often it is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    are_on_one_subject,
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


NEIGHBOURS = 40  # of each sentence; in five languages a rule has four translations, and short ones are all alike
# Similarities of centred vectors, chosen on the pairs of tests/guidelines_kb/pairs/tuned.tsv: how near two sentences
# are as they stand and as bare statements, on average; of polarity the latter alone, for its words are the difference.
LEAST: Mapping[Kind, float] = {Kind.AMOUNT: 0.58, Kind.POLARITY: 0.65, Kind.SAME: 0.66}
LEAST_OF_ONE_AMOUNT = 0.47  # said twice, where both name the same amount of time, money or percent
# Where both name the very same channel or subject ("hold", "letter") and an amount of one measure, words count less.
LEAST_ON_ONE_SUBJECT: Mapping[Kind, float] = {Kind.AMOUNT: 0.18, Kind.SAME: 0.3}
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
    near = _near(vectors, told)
    bare = _bare(library, snippets, vectors, told, sorted({place for pair in near for place in pair}))
    found: dict[Kind, list[Overlap]] = {kind: [] for kind in Kind}
    for pair, product in near.items():
        ours, theirs = _both(told, pair)
        kind, marks = _relation(ours, theirs)
        alone = float(bare[pair[0]] @ bare[pair[1]])
        likeness = alone if kind is Kind.POLARITY else (product + alone) / 2
        if likeness >= _least(kind, ours, theirs):
            found[kind].append(Overlap(kind, *_both(snippets, pair), likeness, marks))
    return tuple(overlap for some in found.values() for overlap in sorted(some, key=_rank)[:MOST])


def _rank(overlap: Overlap) -> tuple[float, str, int, str, int]:
    one, other = overlap.one, overlap.other
    return (-overlap.similarity, one.document, one.start, other.document, other.start)


def _both(things: Sequence[T], pair: Pair) -> tuple[T, T]:
    return things[pair[0]], things[pair[1]]


def _least(kind: Kind, one: Statement, other: Statement) -> float:
    has_amount = kind is Kind.AMOUNT or (kind is Kind.SAME and shares_amount(one, other))
    if has_amount and are_on_one_subject(one, other):
        return LEAST_ON_ONE_SUBJECT[kind]
    return LEAST_OF_ONE_AMOUNT if has_amount and kind is Kind.SAME else LEAST[kind]


def _near(vectors: Vectors, told: Sequence[Statement]) -> Mapping[Pair, float]:
    """The pairs that are looked at, the lower row first, with their inner products.

    Each row with its nearest of all, and with its nearest of those with an amount on the same subject, however far.
    """
    index = FlatIndex(vectors.shape[1])
    index.add(range(len(vectors)), vectors)
    pairs = dict(_pairs(index, vectors, range(len(vectors)), NEAR))
    for rows in _by_subject(told):
        pairs.update(_pairs(index, vectors, rows, -1.0))
    return {pair: product for pair, product in pairs.items() if not hold_apart(*_both(told, pair))}


def _pairs(index: FlatIndex, vectors: Vectors, rows: Sequence[int], least: float) -> Iterator[tuple[Pair, float]]:
    found = index.search(vectors[list(rows)], NEIGHBOURS + 1, rows if len(rows) < len(vectors) else None)
    for row, neighbours in zip(rows, found, strict=True):
        for other, product in neighbours:
            if other != row and product >= least:
                yield (min(row, other), max(row, other)), product


def _by_subject(told: Sequence[Statement]) -> Iterable[list[int]]:
    """The rows that name an amount, by its measure and each channel and subject they name."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row, one in enumerate(told):
        named = [(kind, names) for kind, names in one.scope.items() if kind != "day"]
        for measure in {amount.measure for amount in one.quantities}:
            for kind, names in named:
                groups[measure, kind, names].append(row)
    return groups.values()


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
