"""Which words of a question come up in an answer, in whatever form."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assist.drafts.letter_words import COMMON

WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
SHORTEST_WORD, WEIGHTIEST_WORD = 3, 10  # letters
STEM, STEM_SHARE, COMPOUND, PART = 4, 0.6, 5, 6  # letters that two forms of a word share
EVERYDAY, UNKNOWN = 250, 700  # centibels: what everybody says all the time, and what is on no list
LEAST_WEIGHT = 0.1
DIGITS_WEIGHT = 0.5  # a number is seldom what a question is about


def words_of(text: str) -> tuple[str, ...]:
    """The words in lower case, without those that say nothing of a subject."""
    words = (word.lower() for word in WORD.findall(text))
    return tuple(word for word in words if len(word) >= SHORTEST_WORD and word not in COMMON)


def overlap(asked: Sequence[str], said: Sequence[str]) -> float:
    """The share of the asked words that are said too in some form, long words weighing more."""
    if not asked or not said:
        return 0.0
    weights = [min(len(word), WEIGHTIEST_WORD) for word in asked]
    found = sum(
        weight * max(_alike(word, other) for other in said) for word, weight in zip(asked, weights, strict=True)
    )
    return found / (sum(weights) + 5)


def coverage(asked: Sequence[str], said: Sequence[str], rarities: Mapping[str, int]) -> tuple[float, float]:
    """The share of the asked words that are said too, rare words weighing more, and the weight of the rarest.

    `rarities` are in centibels, as in `assist.spelling.frequencies`.
    """
    if not asked:
        return 0.5, 0.0
    weights = [_weight(word, rarities) for word in asked]
    found = sum(
        weight * max((_alike(word, other) for other in said), default=0.0)
        for word, weight in zip(asked, weights, strict=True)
    )
    return found / sum(weights), max(weights)


def _weight(word: str, rarities: Mapping[str, int]) -> float:
    if word.isdigit():
        return DIGITS_WEIGHT
    return max(rarities.get(word, UNKNOWN) - EVERYDAY, 0) / 100 + LEAST_WEIGHT


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> float:
    """How much two words have of each other: 1 for the same, less for forms and for parts of compounds."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    common = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if common >= STEM and common >= STEM_SHARE * len(short):
        return 0.9
    if len(short) >= COMPOUND and short in long:
        return 0.8
    return 0.6 if len(short) >= PART and common < STEM and short[:COMPOUND] in long[2:] else 0.0
