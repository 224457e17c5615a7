"""Phrase evidence: the few dozen turns of phrase by which a language usually does an act.

Thousands of phrases are looked for in every sentence. Each is filed under its longest word, so that a text's own
words name the few that can be in it, and only those are searched with a pattern (made when first needed).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

GAP = r"(?: [^ .!?]+){0,4}? "  # "...": up to four words of the same sentence
LEAST_SHARE = 0.05  # a language guessed less likely than this is not searched: patterns cost time
FULL_SHARE = 3.0  # a third of a language guess is enough: a phrase tells its language better than a guess does
BETWEEN_WORDS = re.compile(r"[,;:\"()\[\]“”„«»–—]+")
WORD = re.compile(r"\w+")
LONGEST_STEM = 40  # code points: no phrase has a longer word, and a text may be one word of any length
FOR, AGAINST = 0, 1
ByLanguage = Mapping[str, Iterable[str]]


class Phrase:
    """One phrase: an act's place, whether it speaks for or against the act, and its pattern."""

    __slots__ = ("_pattern", "_text", "act", "side")

    def __init__(self, text: str, act: int, side: int) -> None:
        self._text = text
        self._pattern: re.Pattern[str] | None = None
        self.act = act
        self.side = side

    def is_in(self, flat: str) -> bool:
        """Whether the words of a text hold this phrase."""
        if self._pattern is None:
            self._pattern = re.compile(_pattern(self._text), re.IGNORECASE)
        return self._pattern.search(flat) is not None


class PhraseBook:
    """The phrases of several acts in every language. Safe from several threads."""

    def __init__(self, acts: Sequence[tuple[ByLanguage, ByLanguage]]) -> None:
        """Of each act: its phrases, and those that rule it out, by language."""
        self._count = len(acts)
        self._words: dict[str, dict[str, list[Phrase]]] = {}
        self._stems: dict[str, dict[str, list[Phrase]]] = {}
        for act, sides in enumerate(acts):
            for side, by_language in enumerate(sides):
                for language, phrases in by_language.items():
                    for phrase in phrases:
                        self._file(language, phrase, Phrase(phrase, act, side))

    def found(self, text: str, languages: Mapping[str, float]) -> NDArray[np.float64]:
        """(acts, 2): the weight of the languages in which a phrase for the act, and one against, is found."""
        flat = _flat(text)
        words = {word.lower() for word in WORD.findall(flat)} | {""}
        weights = np.zeros((self._count, 2))
        for language, share in languages.items():
            if share < LEAST_SHARE:
                continue
            here = np.zeros_like(weights)
            for phrase in self._candidates(language, words):
                if not here[phrase.act, phrase.side] and phrase.is_in(flat):
                    here[phrase.act, phrase.side] = share
            weights += here
        return np.minimum(1.0, weights * FULL_SHARE)

    def _file(self, language: str, text: str, phrase: Phrase) -> None:
        if not text.strip(" .…*"):
            return
        word, is_stem = _longest_word(text)
        shelf = (self._stems if is_stem else self._words).setdefault(language, defaultdict(list))
        shelf[word].append(phrase)

    def _candidates(self, language: str, words: Iterable[str]) -> Iterator[Phrase]:
        whole, stems = self._words.get(language, {}), self._stems.get(language, {})
        for word in words:
            yield from whole.get(word, ())
            for end in range(min(len(word), LONGEST_STEM) + 1) if stems else ():
                yield from stems.get(word[:end], ())


def _longest_word(phrase: str) -> tuple[str, bool]:
    """A word that every text with this phrase holds, and whether it is only the beginning of one."""
    found = [("", False)]
    for written in _flat(phrase.replace("...", " ").replace("…", " ")).split():
        stem = written.rstrip("*")
        for word in WORD.finditer(stem):
            found.append((word[0].lower(), stem != written and word.end() == len(stem)))
    return max(found, key=lambda one: len(one[0]))


def _flat(text: str) -> str:
    """The words alone: people leave out commas, and phrases should not depend on them."""
    return " ".join(BETWEEN_WORDS.sub(" ", text.replace("’", "'")).split())


def _pattern(phrase: str) -> str:
    parts = [_flat(part).split() for part in re.split(r"\.\.\.|…", phrase)]
    words = [" ".join(_word(word) for word in part) for part in parts if part]
    return rf"(?<!\w){GAP.join(words)}(?!\w)"


def _word(word: str) -> str:
    stem = re.escape(word.rstrip("*"))
    return stem + r"\w*" if word.endswith("*") else stem
