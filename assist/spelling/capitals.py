# ruff: noqa: E501 - a table is read by the row
"""Capital letters that are missing, and those that are too many.

A letter's sentence begins with one; `jag talar Engelska` has one too many where the language writes it small. Names
written small are found with the strange words, in `speller.py`, since only the dictionary knows them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from assist.core.drafts.draft import Misspelling
from assist.spelling.tokens import Token, is_code
from guidelines_kb.splitting import ABBREVIATIONS

FAR = 40  # code points before a sentence in which the word is that ends the one before
RULE = "capital"
_ENDS = re.compile(r"([^\W\d_]{3,}(?=\.)|[^\W\d_]+(?=[!?]))[!?.]\s+$")  # no "2.", no "kl.", no "..."
_ALONE = re.compile(r"(?<![\w.'’])i(?=['’ ](?![.)]))")  # the English I
_PLAIN = re.compile(r"[ ,]{1,2}(?:[a-zàåéæø] )?")  # a single letter is none of the words
# small words that are part of no name where their neighbours are small: not the polite Du, De, Ni
_SMALL: Mapping[str, str] = {
    "sv": "att som till och för men så när om är det den har inte med på av",
    "da": "at som til og for men så når om er det den har ikke med på af",
    "nb": "at som til og for men så når om er det den har ikke med på av",
    "pt": "que para com por mas não como quando são está foi tem",
    "en": "that for and but so when is are was has not with because which",
}
_SMALL_IN_NORDIC: Mapping[
    str, str
] = {  # languages, days and months: in English they have a capital, in Portuguese both
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag januari februari mars april juni juli augusti september"
    " oktober november december svenska engelska danska norska finska tyska franska spanska portugisiska polska",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts april juni juli august september"
    " oktober november december dansk engelsk svensk norsk finsk tysk fransk spansk portugisisk polsk arabisk",
    "nb": "mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar mars april juni juli august september"
    " oktober november desember norsk engelsk svensk dansk finsk tysk fransk spansk portugisisk polsk arabisk",
}
SMALL = {language: frozenset(words.split()) for language, words in _SMALL.items()}
SMALL_IN_NORDIC = {language: frozenset(words.split()) for language, words in _SMALL_IN_NORDIC.items()}


def wrong_capitals(text: str, words: Sequence[Token], start: int, language: str) -> Iterator[Misspelling]:
    """What one sentence of a letter has too few or too many; `words` are its words, `start` is where it begins."""
    if words and _begins_small(text, words[0], start):
        yield _with(words[0].text[0].upper() + words[0].text[1:], words[0].start, words[0].end)
    for before, word, after in zip(words, words[1:], (*words[2:], None), strict=False):
        if word.is_name and _is_among_small(text, before, word, after) and _is_small(word.text, language):
            yield _with(word.text.lower(), word.start, word.end)
    if language == "en" and words:
        yield from (_with("I", *alone.span()) for alone in _ALONE.finditer(text, start, words[-1].end))


def _begins_small(text: str, word: Token, start: int) -> bool:
    """Whether a sentence's first word ought to have a capital: a sentence goes before it, or nothing."""
    if word.start != start or not word.text.islower() or is_code(word.text):
        return False
    before = _ENDS.search(text, max(0, start - FAR), start)
    return before[1].lower() not in ABBREVIATIONS if before else not text[:start].strip()


def _is_among_small(text: str, before: Token, word: Token, after: Token | None) -> bool:
    """Whether a capital stands alone: no title, no name of several words, nothing that opens a sentence."""
    return (
        before.text.islower()
        and _PLAIN.fullmatch(text, before.end, word.start) is not None
        and (after is None or after.text.islower() or after.start - word.end > 1)
    )


def _is_small(word: str, language: str) -> bool:
    low = word.lower()
    return low in SMALL[language] or low in SMALL_IN_NORDIC.get(language, ())


def _with(right: str, start: int, end: int) -> Misspelling:
    return Misspelling(start, end, (right,), RULE)
