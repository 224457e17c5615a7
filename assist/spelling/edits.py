"""Slips of spelling: what is one of them away from a word, and how far two words are apart.

One slip is a letter too many, one too few, a wrong one, or two in the wrong order (Damerau 1964: four out of five
misspellings are one of these). The distance is the optimal string alignment one with weights: slips that people
make more often cost less.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

LETTERS: Mapping[str, str] = {
    "sv": "abcdefghijklmnopqrstuvwxyzåäöé",
    "da": "abcdefghijklmnopqrstuvwxyzæøåé",
    "nb": "abcdefghijklmnopqrstuvwxyzæøåé",
    "pt": "abcdefghijklmnopqrstuvwxyzáàâãéêíóôõúüç",
    "en": "abcdefghijklmnopqrstuvwxyz'",
}
VOWELS = frozenset("aeiouyåäöæøáàâãéêíóôõúü")
STRANGE = {"ø": "o", "æ": "a", "ð": "d"}  # letters that Unicode takes for no accented ones
ACCENT, VOWEL, WRONG, SWAPPED, DOUBLE, ONE, FIRST = 0.5, 0.8, 1.0, 0.8, 0.6, 1.0, 1.3


def neighbours(word: str, language: str) -> frozenset[str]:
    """Everything one slip away from a word in lower case: some sixty strings a letter, most of them no words."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    letters = LETTERS[language]
    fewer = (left + right[1:] for left, right in cuts if right)
    swapped = (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    other = (left + letter + right[1:] for left, right in cuts if right for letter in letters)
    more = (left + letter + right for left, right in cuts for letter in letters)
    return frozenset((*fewer, *swapped, *other, *more)) - {word}


def distance(written: str, meant: str) -> float:
    """What it costs to get from one word to the other; 0.0 for the same word in any case."""
    a, b = written.lower(), meant.lower()
    rows = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        rows[i][0] = rows[i - 1][0] + _alone(a, i - 1)
    for j in range(1, len(b) + 1):
        rows[0][j] = rows[0][j - 1] + _alone(b, j - 1)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            ways = [
                rows[i - 1][j] + _alone(a, i - 1),
                rows[i][j - 1] + _alone(b, j - 1),
                rows[i - 1][j - 1] + _instead(a[i - 1], b[j - 1]),
            ]
            if min(i, j) > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                ways.append(rows[i - 2][j - 2] + SWAPPED)
            rows[i][j] = min(ways)
    return rows[-1][-1]


def _alone(word: str, place: int) -> float:
    """A letter too many or too few: easiest beside its like, least likely at the front."""
    if word[place] in (word[place - 1 : place], word[place + 1 : place + 2]):
        return DOUBLE
    return ONE if place else FIRST


@lru_cache(maxsize=4096)
def _instead(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if _plain(one) == _plain(other):
        return ACCENT
    return VOWEL if one in VOWELS and other in VOWELS else WRONG


def _plain(letter: str) -> str:
    return STRANGE.get(letter) or unicodedata.normalize("NFD", letter)[:1]
