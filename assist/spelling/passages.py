# ruff: noqa: SIM905 - a table is read by the row
"""The stretches of a text that are of one language each: sentences, and what they quote."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assist.core.names import PARTICLES
from assist.spelling.tokens import Token, tokens
from guidelines_kb.languages import DEFAULT_LANGUAGES, detect, most_likely

_QUOTED = re.compile(r"(?<!\w)[“”\"«»„‘]([^“”\"«»„\n]{2,300})[“”\"«»’](?!\w)")
TITLES = frozenset(
    [
        *("dr", "doktor", "professor", "prof", "herr", "hr", "fru", "frk", "fröken", "frøken", "mr", "mrs", "ms"),
        *("senhor", "senhora", "dona", "dr"),
    ]
)
STRANGE = 0.5  # more strange words than that, and the language is looked at
LEAST_WORDS = {True: 2, False: 4}  # of a quotation, of a sentence: from fewer words no language is told


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence without what it quotes, or a quotation."""

    words: tuple[Token, ...]
    is_quoted: bool = False

    @property
    def is_low(self) -> bool:
        """Whether it begins with a small letter, as in a chat where nobody uses capitals."""
        return bool(self.words) and not self.words[0].is_capital

    def is_beside_name(self, word: Token) -> bool:
        """Whether a name stands next to it: `Bank of America`, or the first of two names."""
        place = self.words.index(word)
        return any(beside.is_name for beside in self.words[max(0, place - 1) : place + 2] if beside != word)

    def follows_title(self, word: Token, knows: Callable[[str], bool]) -> bool:
        """Whether it is somebody's name in small letters: `fru de palacio`."""
        before = [one.text.lower() for one in self.words[: self.words.index(word)]]
        names = (one in PARTICLES or not knows(one) for one in reversed(before))
        titled = next((one for one, is_name in zip(reversed(before), names, strict=True) if not is_name), "")
        return word.text.islower() and titled in TITLES

    def is_foreign(self, strange: Sequence[Token], language: str) -> bool:
        """Whether it is written in another language: most of its words are strange, and it looks like another one."""
        if len(self.words) < LEAST_WORDS[self.is_quoted] or len(strange) <= STRANGE * len(self.words):
            return False
        text = " ".join(word.text for word in self.words)
        return most_likely(detect(text, DEFAULT_LANGUAGES))[0] != language


def passages(text: str, start: int, end: int) -> Iterator[Passage]:
    """The passages of one sentence; a quotation comes after the sentence that it stands in."""
    words = tuple(tokens(text, start, end))
    quoted = [match.span(1) for match in _QUOTED.finditer(text, start, end)]
    inside = [tuple(word for word in words if left <= word.start and word.end <= right) for left, right in quoted]
    taken = {word for some in inside for word in some}
    yield Passage(tuple(word for word in words if word not in taken))
    yield from (Passage(some, is_quoted=True) for some in inside)
