"""What is a word of one language: its Hunspell dictionaries, the words these lack, and compounds of common words."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import islice

from assist.spelling.dictionaries import Files
from assist.spelling.edits import distance, neighbours
from assist.spelling.frequencies import CENTIBELS, frequencies
from assist.spelling.hunspell import Dictionary
from assist.spelling.tokens import tokens

MOST_WORDS, MOST_SUGGESTED = 20_000, 2_000  # remembered a language: two or three megabytes
LINKS = {"sv": ("", "s", "e", "o", "a", "u"), "da": ("", "s", "e", "er"), "nb": ("", "s", "e", "er")}
LEAST_PART = 4  # letters: of shorter words anything can be put together
LEAST_HEAD = {"sv": 5, "da": 5}  # of the last part, which is common; these dictionaries build compounds themselves
ENDINGS = {"nb": ("en", "et", "er", "ene", "ens", "ets", "enes")}  # after a vowel, where the dictionary has no form
MOST_TELLING = 300  # words of a text that tell Portugal from Brazil, Britain from America
VERY_COMMON, RARE = 500, 1000  # centibels: one in a hundred thousand words
COMMONNESS = 0.15  # what a tenfold frequency is worth in slips


class Lexicon:
    """One language. Safe from several threads. Answers are remembered, so they are given once."""

    def __init__(self, language: str, found: Sequence[Files]) -> None:
        """Load the dictionaries: 0.05 to 0.9 s. SetupError where one cannot be read."""
        self.language = language
        self.dictionaries = {one.name: Dictionary(one.affixes, one.words) for one in found}
        self.more = frozenset(_lines(language))
        self.common = frequencies(language)
        self.knows = lru_cache(maxsize=MOST_WORDS)(self._knows)
        self.likely = lru_cache(maxsize=MOST_SUGGESTED)(self._likely)
        self.suggest = lru_cache(maxsize=MOST_SUGGESTED)(self._suggest)

    def _knows(self, word: str) -> bool:
        return (self.has(word) and not self._is_chance(word.lower())) or self._bends(word)

    def _is_chance(self, word: str) -> bool:
        """Whether the dictionary built it, and it is a slip of a very common word: `des|være`, `over|asket`."""
        if self.language not in LINKS or word in self.common or word in self.more or len(word) <= LEAST_PART:
            return False
        near = (other for other in neighbours(word, self.language) if self.common.get(other, RARE) < VERY_COMMON)
        return any(len(other) > LEAST_PART and self.has(other) for other in near) and any(
            dictionary.builds(word) for dictionary in self.dictionaries.values()
        )

    def has(self, word: str, name: str = "") -> bool:
        """Whether the dictionaries (or the one of this name) have it as it stands, or the list of what they lack."""
        if not name and word.lower() in self.more:
            return True
        asked = [self.dictionaries[name]] if name else self.dictionaries.values()
        return any(dictionary.knows(word) for dictionary in asked)

    def _bends(self, word: str) -> bool:
        """Bokmål nouns in -o, -a, -i of which the dictionary has the bare form alone: `kontoen`, `temaet`."""
        stems = (word.removesuffix(end) for end in ENDINGS.get(self.language, ()) if word.endswith(end))
        return any(len(stem) > 1 and stem[-1] in "oaiué" and self.has(stem) for stem in stems)

    def _likely(self, word: str) -> tuple[str, ...]:
        """The common words one slip away, likeliest first. 0.2 to 1 ms."""
        near = (other for other in neighbours(word.lower(), self.language) if other in self.common)
        right = (other for other in near if self.knows(other))
        return tuple(sorted(right, key=lambda other: (self._cost(word, other), other)))

    def _cost(self, written: str, meant: str) -> float:
        """Slips, and what a rare word is less likely than a common one."""
        return distance(written, meant) + COMMONNESS * self.common[meant] / CENTIBELS

    def is_compound(self, word: str) -> bool:
        """Whether it is a word and a common word put together as the language does, with a link or none."""
        low, least = word.lower(), LEAST_HEAD.get(self.language, LEAST_PART)
        for cut in range(LEAST_PART, len(low) - LEAST_PART + 1):
            left, right = low[:cut], low[cut:]
            stems = (left.removesuffix(link) for link in LINKS.get(self.language, ()) if left.endswith(link))
            if len(right) < least or right not in self.common or not self.has(right):
                continue
            if any(len(stem) >= LEAST_PART and self.has(stem) for stem in stems):
                return True
        return False

    def _suggest(self, word: str) -> tuple[str, ...]:
        return next(iter(self.dictionaries.values())).suggest(word)

    def variant(self, text: str) -> str:
        """The dictionary that has more of a text's words than its sister; empty where neither leads."""
        if len(self.dictionaries) < 2:
            return ""
        words = sorted({token.text for token in islice(tokens(text, 0, len(text)), MOST_TELLING)})
        lead: Counter[str] = Counter()
        for word in words:
            having = [name for name, dictionary in self.dictionaries.items() if dictionary.knows(word)]
            lead.update(having if len(having) < len(self.dictionaries) else ())
        ranked = lead.most_common(2)
        return ranked[0][0] if ranked and (len(ranked) < 2 or ranked[0][1] > ranked[1][1]) else ""


def _lines(language: str) -> list[str]:
    text = files("assist.spelling").joinpath("words", f"{language}.txt").read_text(encoding="utf-8")
    return [word for line in text.splitlines() for word in line.partition("#")[0].split()]
