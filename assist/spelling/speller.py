"""Words of a draft that are misspelt, and what was meant. Sync: call it from a worker thread.

A dictionary alone finds fault with every tenth right sentence. So a word that it lacks is excused where it is a name
(a capital letter inside a sentence), where its whole sentence or quotation is of another language, and, unless a
common word is one slip away, where it is a compound of common words, a common English word, quoted, or the capital
first word of a sentence. A name written small lacks its capital and is not misspelt. What the dictionary has and what
is wrong all the same is found beside it: capitals, Danish verb forms, words confused with others.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import monotonic

import structlog

from assist.core.drafts.draft import Misspelling
from assist.core.drafts.phrases import flat, unquoted
from assist.errors import SetupError
from assist.spelling import dictionaries
from assist.spelling.capitals import RULE as CAPITAL
from assist.spelling.capitals import wrong_capitals
from assist.spelling.confusions import confusions
from assist.spelling.edits import distance
from assist.spelling.frequencies import frequencies
from assist.spelling.known import Known
from assist.spelling.lexicon import SURE, Lexicon
from assist.spelling.passages import Passage, passages
from assist.spelling.tokens import Token, is_code, parts_of
from assist.spelling.verb_forms import wrong_verb_forms

log = structlog.get_logger(__name__)

Span = tuple[int, int]
NOTHING = Known()
MOST_STRANGE = 500  # words a draft that are looked at closely: a longer list helps nobody, and each costs up to 1 ms
LEAST_ENGLISH = 4  # letters
MOST_REPLACEMENTS = 3
SUGGESTING_S = 0.15  # after that, words that need the dictionary's own slow search go without replacements


class Speller:
    """All languages whose dictionaries are here; each loads when it is first needed. Safe from several threads."""

    def __init__(self, folders: Sequence[Path], words: Known = NOTHING) -> None:
        """`folders` as `dictionaries.folders` gives them; `words` are right in every draft, and may be replaced."""
        self.words = words
        self._found = {language: dictionaries.find(language, folders) for language in dictionaries.FILES}
        self._loading = {language: threading.Lock() for language in self._found}
        self._loaded: dict[str, Lexicon | None] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that can be checked."""
        return tuple(language for language, found in self._found.items() if found)

    def load_ahead(self, language: str) -> None:
        """Begin to load a language; the first check waits for what is left of it."""
        if language in self.languages and language not in self._loaded:
            threading.Thread(target=self._lexicon, args=(language,), name=f"load-{language}", daemon=True).start()

    def misspelled(
        self, text: str, spans: Sequence[Span], language: str, known: Known = NOTHING, *, is_letter: bool = False
    ) -> tuple[Misspelling, ...]:
        """The wrong words of these sentences, in order; none where a language is off.

        What is misspelt comes without replacements, which take longer; the rest brings them. Where a sentence begins
        small, or a name is, only a letter is at fault, or a sentence that has capitals.
        """
        lexicon = self._lexicon(language)
        if lexicon is None:
            return ()
        right = self.words | known
        read = [(span, [*passages(text, *span)]) for span in spans]
        all_passages = [passage for _, some in read for passage in some]
        names = {word.text.lower() for passage in all_passages for word in passage.words if word.is_name}
        strange = _strange(text, all_passages, lexicon, right, names)
        found = (_slip(word, passage, lexicon) for passage, word in islice(strange, MOST_STRANGE))
        slips = [slip for slip in found if slip]
        plain = flat(unquoted(text))
        for (start, end), (passage, *_) in read:
            slips += confusions(text, plain, start, end, language, lexicon.knows)
            slips += wrong_verb_forms(text, start, end) if language == "da" else ()
            slips += wrong_capitals(text, passage.words, start, language) if is_letter else ()
        return tuple({slip.start: slip for slip in sorted(reversed(slips), key=lambda slip: slip.start)}.values())

    def suggest(
        self, text: str, found: Sequence[Misspelling], language: str, within_s: float = SUGGESTING_S
    ) -> tuple[Misspelling, ...]:
        """The same misspellings with up to three replacements each, likeliest first.

        Common words a slip away come at once. For a word without any, the dictionary is asked as long as `within_s`
        is not over; that takes up to 0.25 s a word (`pt` 0.1 s), is remembered, and so is quick the next time.
        """
        lexicon = self._lexicon(language)
        if lexicon is None:
            return tuple(found)
        until = monotonic() + within_s
        variant = lexicon.variant(text)
        return tuple(
            one
            if one.replacements
            else replace(one, replacements=_replacements(text[one.start : one.end], lexicon, variant, until))
            for one in found
        )

    def _lexicon(self, language: str) -> Lexicon | None:
        if language not in self._loaded and language in self.languages:
            with self._loading[language]:
                if language not in self._loaded:
                    self._loaded[language] = self._load(language)
        return self._loaded.get(language)

    def _load(self, language: str) -> Lexicon | None:
        """None, said once in the log, where a dictionary cannot be read: a draft is checked for the rest."""
        try:
            return Lexicon(language, self._found[language])
        except SetupError as error:
            log.warning("spelling_off", language=language, reason=error.detail)
            return None


def _strange(
    text: str, among: Sequence[Passage], lexicon: Lexicon, right: Known, names: set[str]
) -> Iterator[tuple[Passage, Token]]:
    """The words that the dictionary lacks and nobody's name explains, foreign passages left out."""
    for passage in among:
        strange = [word for word in passage.words if not _is_right(text, word, lexicon, right)]
        if strange and not passage.is_foreign(strange, lexicon.language):
            yield from ((passage, word) for word in strange if word.text.lower() not in names or not word.is_capital)


def _is_right(text: str, word: Token, lexicon: Lexicon, right: Known) -> bool:
    """Whether a word is one, alone or part by part; a full stop behind may belong to it, as in `osv.`"""
    if lexicon.knows(word.text) or word.text in right:
        return True
    if text[word.end : word.end + 1] == "." and lexicon.knows(word.text + "."):
        return True
    parts = parts_of(word.text)
    return len(parts) > 1 and all(is_code(part) or lexicon.knows(part) or part in right for part in parts)


def _slip(word: Token, passage: Passage, lexicon: Lexicon) -> Misspelling | None:
    """What is wrong with a word that the dictionary lacks; None where something else than a slip explains it."""
    name = lexicon.name_of(word.text)
    if name and passage.is_low or _is_excused(word, passage, lexicon):
        return None
    if name or passage.follows_title(word, lexicon.knows):
        return Misspelling(word.start, word.end, (name or word.text.title(),), CAPITAL)
    return Misspelling(word.start, word.end)


def _is_excused(word: Token, passage: Passage, lexicon: Lexicon) -> bool:
    """Whether it is a compound, a name or of another language, and no slip."""
    low = word.text.lower()
    is_english = lexicon.language != "en" and low in frequencies("en")
    if (is_english or word.is_capital) and passage.is_beside_name(word):
        return True
    if lexicon.is_name_with_head(low):
        return True
    if lexicon.likely(word.text):
        return False
    is_english = is_english and len(low) >= LEAST_ENGLISH
    return word.is_capital or passage.is_quoted or is_english or lexicon.is_compound(low)


def _replacements(word: str, lexicon: Lexicon, variant: str, until: float) -> tuple[str, ...]:
    """The likeliest words; the dictionary is asked where no common one is very near, and there is time."""
    meant = lexicon.near(word)
    if not (meant and distance(word, meant[0]) <= SURE) and monotonic() < until:
        meant = lexicon.ranked(word, {*meant, *lexicon.suggest(word)})
    ordered = sorted(meant, key=lambda other: bool(variant) and not lexicon.has(other, variant))
    return tuple(dict.fromkeys(_in_case_of(word, other) for other in ordered))[:MOST_REPLACEMENTS]


def _in_case_of(word: str, other: str) -> str:
    """Capitals as the writer set them."""
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() else other
