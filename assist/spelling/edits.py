# ruff: noqa: E501, SIM905 - a table is read by the row
"""Slips of spelling: what is one of them away from a word, and how far two words are apart.

One slip is a letter too many, one too few, a wrong one, or two in the wrong order (Damerau 1964: four out of five
misspellings are one of these). The distance is the optimal string alignment one with weights: slips that people
make more often cost less, as do letters that sound alike, lie beside each other on the keyboard or are typed for one
that the keyboard lacks.
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
ACCENT, VOWEL, WRONG, SWAPPED, DOUBLE = 0.5, 0.8, 1.0, 0.8, 0.6
MISSED, EXTRA, FIRST, SOUND, TYPED, KEY = 0.9, 1.1, 1.3, 0.7, 0.4, 0.9
ALIKE = frozenset(  # single letters that one hears as the other
    "cs ck sz vw fv iy gj kg dt bp eä eæ oå".split()
)
SOUNDS = (  # and groups of letters, one or the other
    ("ae", "æ"), ("ae", "ä"), ("oe", "ø"), ("oe", "ö"), ("aa", "å"), ("ks", "x"), ("kv", "qu"), ("k", "ck"), ("f", "ph"),
    ("sj", "ch"), ("sj", "stj"), ("sj", "skj"), ("sj", "sch"), ("tj", "kj"), ("j", "hj"), ("j", "gj"), ("v", "hv"),
    ("t", "dt"), ("t", "th"), ("n", "nd"), ("l", "ld"), ("n", "ng"), ("g", "gh"), ("ss", "ç"), ("ss", "c"), ("x", "ch"),
    ("tion", "sjon"), ("sion", "tion"), ("ance", "ence"), ("able", "ible"), ("eat", "ate"), ("ei", "ie"), ("ant", "ent"), ("er", "re"), ("el", "le"), ("k", "qu"), ("u", "ou"), ("j", "dj"),
)  # fmt: skip
TYPED_FOR = {"aa": "å", "ae": "æä", "oe": "øö"}  # the letter that a keyboard lacks
KEYS = ("qwertyuiopå", "asdfghjklöä", "asdfghjkløæ", "asdfghjklæø", "zxcvbnm")


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
        rows[i][0] = rows[i - 1][0] + _alone(a, i - 1, EXTRA)
    for j in range(1, len(b) + 1):
        rows[0][j] = rows[0][j - 1] + _alone(b, j - 1, MISSED)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            ways = [
                rows[i - 1][j] + _alone(a, i - 1, EXTRA),
                rows[i][j - 1] + _alone(b, j - 1, MISSED),
                rows[i - 1][j - 1] + _instead(a[i - 1], b[j - 1]) * (FIRST if i == j == 1 else 1.0),
            ]
            if min(i, j) > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                ways.append(rows[i - 2][j - 2] + SWAPPED)
            ways.extend(
                rows[i - len(one)][j - len(other)] + (TYPED if one in TYPED_FOR else SOUND)
                for one, other in _ENDING_IN.get((a[i - 1], b[j - 1]), ())
                if a.endswith(one, 0, i) and b.endswith(other, 0, j)
            )
            rows[i][j] = min(ways)
    return rows[-1][-1]


def _alone(word: str, place: int, cost: float) -> float:
    """A letter too many or too few: easiest beside its like, least likely at the front."""
    if word[place] in (word[place - 1 : place], word[place + 1 : place + 2]):
        return DOUBLE
    return cost if place else FIRST


@lru_cache(maxsize=4096)
def _instead(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if _plain(one) == _plain(other):
        return ACCENT
    if one + other in ALIKE or other + one in ALIKE:
        return SOUND
    if one in VOWELS and other in VOWELS:
        return VOWEL
    return KEY if any(one + other in row or other + one in row for row in KEYS) else WRONG


def _by_ending() -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    """The groups that sound alike, both ways, by the last letter of each."""
    both = [*SOUNDS, *((other, one) for one, other in SOUNDS)]
    ends = {(one[-1], other[-1]) for one, other in both}
    return {end: tuple(pair for pair in both if (pair[0][-1], pair[1][-1]) == end) for end in ends}


_ENDING_IN = _by_ending()


def _plain(letter: str) -> str:
    return STRANGE.get(letter) or unicodedata.normalize("NFD", letter)[:1]
