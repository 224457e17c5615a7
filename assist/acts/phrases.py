"""Phrase evidence: the few dozen turns of phrase by which a language usually does an act."""

import re
from collections.abc import Iterable, Mapping

GAP = r"(?: [^ .!?]+){0,4}? "  # "...": up to four words of the same sentence
LEAST_SHARE = 0.05  # a language guessed less likely than this is not searched: patterns cost time
FULL_SHARE = 3.0  # a third of a language guess is enough: a phrase tells its language better than a guess does
BETWEEN_WORDS = re.compile(r"[,;:\"()\[\]“”„«»–—]+")


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all `phrases`; None when there are none."""
    patterns = [_pattern(phrase) for phrase in phrases if phrase.strip(" .*")]
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


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


class PhraseBook:
    """The phrases of one act in every language."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], never: Mapping[str, Iterable[str]]) -> None:
        self._phrases = {language: compile_phrases(some) for language, some in phrases.items()}
        self._never = {language: compile_phrases(some) for language, some in never.items()}

    def found(self, text: str, languages: Mapping[str, float]) -> tuple[float, float]:
        """(for, against): the weight of the languages in which a phrase, or one that rules it out, is found."""
        return _weight(self._phrases, text, languages), _weight(self._never, text, languages)


def _weight(
    patterns: Mapping[str, re.Pattern[str] | None], text: str, languages: Mapping[str, float]
) -> float:
    flat = _flat(text)
    found = sum(
        share
        for language, share in languages.items()
        if share >= LEAST_SHARE and (pattern := patterns.get(language)) is not None and pattern.search(flat)
    )
    return min(1.0, found * FULL_SHARE)
