"""Plain language: how hard the whole is to read, long sentences, officialese.

Readability is measured as is usual for each language:

- Swedish, Danish, Norwegian: LIX (Björnsson, Läsbarhet, 1968), words a sentence plus the share in percent of words
  with more than six letters. From 50 on a text is difficult.
- English: reading ease (Flesch, A new readability yardstick, 1948). Under 50 a text is difficult, under 30 very.
- Portuguese: reading ease as adapted to its longer words (Martins, Ghiraldelo, Nunes and de Oliveira, Readability
  formulas applied to textbooks in Brazilian Portuguese, 1996). Under 50 a text is difficult, under 25 very.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assist.core.drafts.draft import Draft, Flaw
from assist.core.drafts.phrases import Phrases, Span, flat
from assist.core.drafts.words import WORDS

LONGEST_SENTENCE = 32  # words; guides to plain language advise 15 to 20 on average and 25 to 30 at most
LEAST_WORDS, LEAST_SENTENCES = 40, 2  # for a figure to mean something
SHORTEST_SENTENCE = 4  # words; less is a greeting, a name or an item of a list
LONG_WORD = 6  # letters
WORD = re.compile(r"[^\W_]+(?:['’.,:@/_-][^\W_]+)*")
CODE = re.compile(r"[\d@/_:]|\.\w")  # numbers, addresses and order numbers are nobody's style
ITEM = re.compile(r"[ \t]{0,20}(?:[-*•–]|\d{1,2}[.)])[ \t]")
WRAPPED = 55  # code points; a line that is shorter ends where its writer wanted it to
VOWELS_EN = re.compile(r"[aeiouy]+")
SILENT_EN = re.compile(r"(?:[^aeiouyl]e|[^aeiouysxzcgh]es|[^aeiouytd]ed)$")
MUTE_PT = re.compile(r"(?<=[gq])u(?=[eiéêí])")
FALLING_END_PT = re.compile(r"[áéíóúâêô].*[iu][aeo]s?$")  # "água", "série": the stress lies before it
VOWELS_PT = re.compile(r"ão|õe|ãe|[aeoáéóâêôãõà][iu]|[aeiouáéíóúâêôãõàüy]")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of readability: its name, the figure for these words in so many sentences, what is hard."""

    name: str
    figure: Callable[[Sequence[str], int], float]
    limit: float
    more_is_harder: bool

    def finds_hard(self, figure: float) -> bool:
        """Whether a text with this figure is hard to read."""
        return figure >= self.limit if self.more_is_harder else figure < self.limit


def lix(words: Sequence[str], sentences: int) -> float:
    """Björnsson's läsbarhetsindex: 20 is for children, 60 for lawyers."""
    return len(words) / sentences + 100 * sum(len(word) > LONG_WORD for word in words) / len(words)


def flesch(words: Sequence[str], sentences: int) -> float:
    """Flesch's reading ease: 100 is easy, 0 is for scholars."""
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(_syllables_en, words)) / len(words)


def flesch_pt(words: Sequence[str], sentences: int) -> float:
    """Reading ease for Portuguese, whose words have more syllables, as Martins et al. adapted it."""
    return 248.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(_syllables_pt, words)) / len(words)


def _syllables_en(word: str) -> int:
    small = word.lower()
    return max(1, len(VOWELS_EN.findall(small)) - (SILENT_EN.search(small) is not None))


def _syllables_pt(word: str) -> int:
    """Vowels beside each other are two syllables, but for the falling diphthongs and the mute u of "que"."""
    small = MUTE_PT.sub("", word.lower())
    return max(1, len(VOWELS_PT.findall(small)) - (FALLING_END_PT.search(small) is not None))


LIX = Measure("LIX", lix, 50, more_is_harder=True)
MEASURES: Mapping[str, Measure] = {
    "sv": LIX,
    "da": LIX,
    "nb": LIX,
    # of the band "difficult" (30 to 50, 25 to 50) the harder half: a few long names do not make a mail hard
    "en": Measure("Flesch", flesch, 40, more_is_harder=False),
    "pt": Measure("Flesch", flesch_pt, 37, more_is_harder=False),
}


def check_readability(draft: Draft) -> Iterator[Flaw]:
    """Find the whole draft `hard_to_read`. Slots: `measure` (its name), `score` and `limit` (whole numbers)."""
    measure = MEASURES.get(draft.language)
    parts = [words for part in _parts(draft) if len(words := _prose(draft, part)) >= SHORTEST_SENTENCE]
    words = [word for part in parts for word in part]
    if measure is None or len(words) < LEAST_WORDS or len(parts) < LEAST_SENTENCES:
        return
    figure = measure.figure(words, len(parts))
    if measure.finds_hard(figure):
        slots = {"measure": measure.name, "score": f"{figure:.0f}", "limit": f"{measure.limit:.0f}"}
        yield Flaw("hard_to_read", draft.sentences[0][0], draft.sentences[-1][1], slots=slots)


def check_sentences(draft: Draft) -> Iterator[Flaw]:
    """Find every `long_sentence`. Slots: `words` (how many it has), `limit`."""
    for start, end in _parts(draft):
        words = sum(1 for _ in WORD.finditer(draft.text, start, end))
        if words > LONGEST_SENTENCE:
            yield Flaw("long_sentence", start, end, slots={"words": str(words), "limit": str(LONGEST_SENTENCE)})


def check_jargon(draft: Draft) -> Iterator[Flaw]:
    """Find `jargon`, with the plain words to write in its place where there are some. Slots: `word`."""
    words = WORDS.get(draft.language)
    if words is None:
        return
    text, phrases = flat(draft.text), _phrases(draft.language)
    for span in draft.sentences:
        for start, end in phrases.all(text, span):
            word = draft.text[start:end]
            plain = words.jargon.get(" ".join(text[start:end].split()), "")
            yield Flaw("jargon", start, end, (_written_as(word, plain),) if plain else (), {"word": word})


@cache
def _phrases(language: str) -> Phrases:
    return Phrases(WORDS[language].jargon)


def _written_as(word: str, plain: str) -> str:
    return plain[0].upper() + plain[1:] if word[0].isupper() and not word[1:2].isupper() else plain


def _prose(draft: Draft, part: Span) -> list[str]:
    words = [found[0] for found in WORD.finditer(draft.text, *part)]
    return [word for word in words if not CODE.search(word)]


def _parts(draft: Draft) -> Iterator[Span]:
    """The sentences, and each item of a list and each line of an address as one: a segmenter takes them together."""
    for start, end in draft.sentences:
        begins = start
        for position in _breaks(draft.text, start, end):
            yield begins, position
            begins = position + 1
        yield begins, end


def _breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Where a line ends that is no line of a paragraph that was wrapped."""
    begins = start
    position = text.find("\n", start, end)
    while position >= 0:
        if position - begins < WRAPPED or text[position + 1 : position + 2] == "\n" or ITEM.match(text, position + 1):
            yield position
        begins = position + 1
        position = text.find("\n", begins, end)
