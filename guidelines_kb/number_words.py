"""Numbers in words, in the five languages: "sixty", "tres", "fem hundra", "innen tredje ring".

num2words spells numbers; here its spellings are read backwards. What people write and it does not is added below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

HIGHEST = 120  # each number up to here, then round ones: guidelines say "five hundred", hardly "417" in words
_ROUND = (*range(150, 1_000, 50), *range(1_000, 10_001, 500))
_NAMES = {"nb": "no"}  # num2words' names for languages where they differ from ours
_RESPELLED = {
    "treds": "tres",
    "ethundrede": "hundrede",
    "etthundra": "hundra",
    "en hundre": "hundre",
    "syv": "sju",
    "-": " ",
}
_HUNDRED = re.compile(r"(?<=\w) ?(?=hundr(?:a|e(?:de)?)\b)")

_ALSO: Mapping[str, Mapping[str, int]] = {
    "sv": {"en": 1, "tusen": 1_000, "ett par": 2},
    "da": {"en": 1, "én": 1, "ét": 1, "tusind": 1_000, "et par": 2, "fyrre": 40},
    "nb": {"én": 1, "ett": 1, "et": 1, "tusen": 1_000, "et par": 2, "tredve": 30, "tyve": 20, "sju": 7},
    "pt": {"uma": 1, "duas": 2, "dezesseis": 16, "dezessete": 17, "dezenove": 19, "quatorze": 14, "catorze": 14},
    "en": {"a": 1, "an": 1, "a hundred": 100, "a thousand": 1_000, "a couple of": 2, "a dozen": 12},
}
_ORDINALS = {  # from the third on: "first" is a way to begin, and "andra", "anden", "andre" are others
    "sv": "tredje fjärde femte sjätte sjunde åttonde nionde tionde",
    "da": "tredje fjerde femte sjette syvende ottende niende tiende",
    "nb": "tredje fjerde femte sjette sjuende åttende niende tiende",
    "pt": "terceiro quarto quinto sexto sétimo oitavo nono décimo",
    "en": "third fourth fifth sixth seventh eighth ninth tenth",
}
# The article, which is a number only before a unit: "an hour", "en time". One who answers "em um minuto" counts.
ARTICLES: Mapping[str, frozenset[str]] = {
    "sv": frozenset({"en", "ett"}),
    "da": frozenset({"en", "et"}),
    "nb": frozenset({"en", "et", "ett", "ei"}),
    "pt": frozenset({"um", "uma"}),
    "en": frozenset({"a", "an", "one"}),
}


@lru_cache(maxsize=8)
def cardinals(language: str) -> Mapping[str, int]:
    """Return what each spelling in `language` says, in lower case; of a language not known, nothing."""
    if language not in _ALSO:
        return {}
    numbers = (*range(2, HIGHEST + 1), *_ROUND)
    found = {spelling: number for number in numbers for spelling in _spellings(number, language)}
    return {**found, **dict.fromkeys(ARTICLES[language], 1), **_ALSO[language]}


def ordinals(language: str) -> Mapping[str, int]:
    """Return the place that each ordinal from the third to the tenth names."""
    return {word: place for place, word in enumerate(_ORDINALS.get(language, "").split(), 3)}


def _spellings(number: int, language: str) -> Iterator[str]:
    from num2words import num2words  # noqa: PLC0415 - it brings forty languages, and few ever look for overlaps

    spelled: str = num2words(number, lang=_NAMES.get(language, language)).lower()
    yield spelled
    yield _HUNDRED.sub(" ", spelled)
    yield _HUNDRED.sub("", spelled)
    for written, better in _RESPELLED.items():
        if written in spelled:
            yield spelled.replace(written, better)
