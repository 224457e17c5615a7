"""What is a word of one language: its Hunspell dictionaries, the words these lack, and compounds of common words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assist.spelling.dictionaries import Files
from assist.spelling.edits import LETTERS, TYPED_FOR, distance, neighbours
from assist.spelling.frequencies import CENTIBELS, frequencies
from assist.spelling.hunspell import Dictionary
from assist.spelling.tokens import tokens

MOST_WORDS, MOST_SUGGESTED = 20_000, 2_000  # remembered a language: two or three megabytes
LINKS = {"sv": ("", "s", "e", "o", "a", "u"), "da": ("", "s", "e", "er"), "nb": ("", "s", "e", "er")}
LEAST_PART = 4  # letters: of shorter words anything can be put together
LEAST_HEAD = {"sv": 5, "da": 5}  # of the last part, which is common; these dictionaries build compounds themselves
ENDINGS = {"nb": ("en", "et", "er", "ene", "ens", "ets", "enes")}  # after a vowel, where the dictionary has no form
PARTED = re.compile(r"[ -]")  # how a dictionary suggests two words: those that are likely are found without it
MOST_TELLING = 300  # words of a text that tell Portugal from Brazil, Britain from America
SHORTEST_NAME = 2  # letters, which are an abbreviation's
VERY_COMMON, RARE = 500, 1000  # centibels: one in a hundred thousand words
UNLISTED = 700  # of a word that the dictionary has and the list of common ones has not
COMMONNESS = 0.25  # what a tenfold frequency is worth in slips
LONG_WORD = 5  # letters from which two slips still leave a word to be known by
RUN_TOGETHER, OF_TWO = 1.1, 380  # what a missing space costs, and how rare two words may be that stand without one
ALONE = {"sv": "iå", "da": "i", "nb": "iå", "pt": "aeoéà", "en": "ai"}  # letters that are words
SURE = 1.0  # slips: of a common word that is nearer the dictionary need not be asked


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
        self.near = lru_cache(maxsize=MOST_SUGGESTED)(self._near)
        self.suggest = lru_cache(maxsize=MOST_SUGGESTED)(self._suggest)
        self._words = tuple(self.common)

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
        return self.ranked(word, right)

    def _near(self, word: str) -> tuple[str, ...]:
        """The common words at most two slips away, and two run together, likeliest first. 3 to 6 ms."""
        low = word.lower()
        most = 2 if len(low) >= LONG_WORD else 1
        near = process.extract(low, self._words, scorer=OSA.distance, score_cutoff=most, limit=None)
        close = (found[0] for found in near)
        right = {other for other in close if other != low and self.knows(other)}
        return self.ranked(low, {*right, *self._two(low), *self._typed_for(low), *self.likely(word)})

    def _typed_for(self, word: str) -> list[str]:
        """Words with a letter that the keyboard lacked: `faar` for `får`."""
        letters = LETTERS[self.language]
        pairs = ((typed, letter) for typed, meant in TYPED_FOR.items() for letter in meant if letter in letters)
        return [other for typed, letter in pairs if (other := word.replace(typed, letter)) != word and self.has(other)]

    def _two(self, word: str) -> list[str]:
        """Two very common words that stand without a space: `ialt`, `föratt`."""
        cuts = [(word[:cut], word[cut:]) for cut in range(1, len(word))]
        return [f"{left} {right}" for left, right in cuts if self._stands_alone(left) and self._stands_alone(right)]

    def _stands_alone(self, word: str) -> bool:
        return self._rarity(word) < OF_TWO and (len(word) > 1 or word in ALONE[self.language]) and self.has(word)

    def ranked(self, written: str, meant: Iterable[str]) -> tuple[str, ...]:
        """What may have been meant, likeliest first."""
        return tuple(sorted(meant, key=lambda other: (self.cost(written, other), other)))

    def cost(self, written: str, meant: str) -> float:
        """Slips, and what a rare word is less likely than a common one."""
        slips = RUN_TOGETHER if meant.replace(" ", "") == written.lower() != meant.lower() else distance(written, meant)
        return slips + COMMONNESS * max(map(self._rarity, meant.lower().split())) / CENTIBELS

    def _rarity(self, word: str) -> int:
        return self.common.get(word, UNLISTED)

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

    def name_of(self, word: str) -> str:
        """A word in small letters as the name or the abbreviation that it is and no other word: `norge`, `eu`."""
        if not word.islower() or (word not in self.common and self.likely(word)):
            return ""
        forms = (word.upper(),) if len(word) == SHORTEST_NAME else (word.capitalize(), word.upper())
        return next((name for name in forms if self._is_listed(name)), "")

    def _is_listed(self, name: str) -> bool:
        """Whether the dictionaries of all variants have a name as it stands, and do not put it together."""
        return all(one.knows(name) and not one.builds(name) for one in self.dictionaries.values())

    def is_name_with_head(self, word: str) -> bool:
        """Whether it is a word behind what is no slip of a very common one, or too short to be: `prodi-kommissionen`.

        Words of the language themselves are put together without a hyphen.
        """
        name, _, head = word.partition("-")
        slips = (other for other in self.likely(name) if self.common[other] < VERY_COMMON)
        return 1 < len(name) < len(head) and self.has(head) and (len(name) < LEAST_PART or not any(slips))

    def _suggest(self, word: str) -> tuple[str, ...]:
        found = next(iter(self.dictionaries.values())).suggest(word)
        return tuple(other for other in found if other != word and not PARTED.search(other))

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
