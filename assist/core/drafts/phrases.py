"""Turns of phrase, looked for in a draft's own words.

A phrase is written as it is spoken, in small letters. `word*` has any ending, `...` is up to four words of the same
sentence and `......` up to nine, `(one|other)` a choice, `(well )?` may be left out and `(very )*` said again; between
any two words may stand a comma or, instead of the space, a hyphen. The rest is as in regular expressions.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from assist.core.drafts.draft import Draft

NEVER = "(?!)"
BEGINS = re.compile(r"\(((?:[^\W\d_][^()|]*\|)+[^\W\d_][^()|]*)\)(?![?*])")  # a choice of words
ENDING = re.compile(r"(?<=[^\W_])\*")
SPACE = "(?:,? {1,8}|-)"
GAP = rf",?(?: {{1,8}}[^\s.!?]{{1,60}}){{0,4}}?{SPACE}"  # one way only to part a text into words: it stays linear
FAR = GAP.replace("{0,4}", "{0,9}")
SIGNS = str.maketrans("’‘´`\u2010\u2011" + "\t\n\r\x0b\x0c\x85\xa0\u2028\u2029\u202f", "''''--" + " " * 10)
QUOTED = re.compile(
    r"\"[^\"\n]{1,300}\"|“[^“”\n]{1,300}”|”[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»|»[^«\n]{1,300}«"
)

Span = tuple[int, int]


class Phrases:
    """Several phrases as one pattern, made when first needed. Time is linear in the text: every gap has its end."""

    __slots__ = ("_pattern", "_phrases")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(phrases)
        self._pattern: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds them in a text made `flat`."""
        if self._pattern is None:
            self._pattern = re.compile(rf"(?<!\w)(?=\w)(?:{_choice(self._phrases)})(?!\w)")
        return self._pattern

    def first(self, flat: str, span: Span) -> Span | None:
        """The first of them from span[0] to span[1], or None."""
        found = self.pattern.search(flat, *span)
        return found.span() if found else None

    def all(self, flat: str, span: Span) -> Iterator[Span]:
        """All of them, in order, none overlapping."""
        return (found.span() for found in self.pattern.finditer(flat, *span))


def flat(text: str) -> str:
    """The text as phrases are looked for in it: small letters, plain spaces, as many code points as before."""
    small = text.lower()
    if len(small) != len(text):  # "İ" becomes two
        small = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return small.translate(SIGNS)


def own_words(draft: Draft) -> str:
    """The draft made `flat`, without what is quoted in it."""
    return flat(unquoted(draft.text))


def unquoted(text: str) -> str:
    """The text with everything between quotation marks blanked: that is somebody else's word."""
    return QUOTED.sub(lambda found: " " * len(found[0]), text)


def _choice(phrases: Iterable[str]) -> str:
    """All as one pattern, by their first letters: of hundreds only a few are tried at each word."""
    shelves = defaultdict(list)
    for phrase in phrases:
        for letter, rest in _begun(_pattern(phrase)):
            shelves[letter].append(rest)
    grouped = [
        rf"{letter}(?:{'|'.join(sorted(shelf, key=len, reverse=True))})" for letter, shelf in sorted(shelves.items())
    ]
    return "|".join(grouped) or NEVER


def _begun(pattern: str) -> Iterator[tuple[str, str]]:
    """The letters that it may begin with and what follows each; "" for what may begin with anything."""
    choice = BEGINS.match(pattern)
    if choice is None:
        yield (pattern[0], pattern[1:]) if pattern[0].isalpha() else ("", pattern)
        return
    options = defaultdict(list)
    for option in choice[1].split("|"):
        options[option[0]].append(option[1:])
    for letter, rests in options.items():
        yield letter, rf"(?:{'|'.join(rests)}){pattern[choice.end() :]}"


def _pattern(phrase: str) -> str:
    escaped = phrase.replace(" ...... ", "‥").replace(" ... ", "…").replace(".", r"\.")
    return ENDING.sub(r"\\w*", escaped).replace(" ", SPACE).replace("…", GAP).replace("‥", FAR)
