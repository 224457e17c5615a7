"""Numbers and times in a text, as values: what an answer has of them must stand in what it was made from."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from assist.core.promise_grammar import Length, Point, lengths_in, points_in
from assist.core.promise_words import LANGUAGES

NUMBER = re.compile(r"\d+(?:[ \u00a0.,:/-]?\d+)*")
PERCENT = re.compile(r"\s?(?:%|percent|procent|prosent|por cento)", re.IGNORECASE)
MONEY = re.compile(r"\s?(?:€|\$|£|kr\b|kroner|kronor|euros?\b|eur\b|sek\b|dkk\b|nok\b|reais|usd\b|:-)", re.IGNORECASE)
MONEY_BEFORE = re.compile(r"(?:€|\$|£|R\$|kr\.?|eur|sek|dkk|nok)\s?$", re.IGNORECASE)
COUNTS = {
    language: {word: value for word, value in words.numbers.items() if " " not in word}
    for language, words in zip(("sv", "da", "nb", "pt", "en"), LANGUAGES, strict=True)
}
SOME = frozenset(["få", "några", "nogle", "noen", "alguns", "algumas", "uns", "umas"])  # they count nothing
AMBIGUOUS = frozenset(["to", "sex", "ten", "ti", "ni"])  # in one language a number, in another an everyday word
ORDINALS = (
    "tredje third terceira terceiro", "fjärde fjerde fourth", "femte fifth", "sjätte sjette sixth",
    "sjunde syvende sjuende seventh", "åttonde ottende åttende eighth", "nionde niende ninth", "tionde tiende tenth",
)  # fmt: skip
NTH = {word: value for value, words in enumerate(ORDINALS, 3) for word in words.split()}
MONTHS = (
    "january januari januar janeiro", "february februari februar fevereiro", "march mars marts março", "april abril",
    "maj mai maio", "june juni junho", "july juli julho", "august augusti agosto", "september setembro",
    "october oktober outubro", "november novembro", "december desember dezembro",
)  # fmt: skip
MONTH_OF = {name: f"month {number}" for number, names in enumerate(MONTHS, 1) for name in names.split()}
PAST = {
    name: re.compile(rf"\b(?:{form})\b", re.IGNORECASE)
    for name, form in {
        "yesterday": "yesterday|i ?går|ontem",
        "before": "day before yesterday|i ?förrgår|i ?forgårs|anteontem|antes de ontem",
        "last week": "last week|förra veckan|(?:sidste|forrige) (?:uge|uke)|semana passada|última semana",
        "last month": "last month|förra månaden|(?:sidste|forrige) måned|mês passado|último mês",
        "last year": "last year|förra året|i fjol|sidste år|i fjor|ano passado",
        "today": "today|i ?dag|hoje",
    }.items()
}
WORD = re.compile(r"[^\W\d_]+")
COUNTED = re.compile(r"(?<!\w)(?=(\d+|[^\W\d_]+)[\s-]?([^\W\d_]+))")


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers with what they count (`%`, `money` or nothing), and the times that words point to."""

    numbers: frozenset[tuple[str, str]]
    times: frozenset[Point | Length | str]

    def lacks(self, wanted: "Figures") -> str | None:
        """What of the wanted figures is not among these: `number` or `date`, or None."""
        known = {number for number, _ in self.numbers}
        if any((one not in self.numbers) if one[1] else (one[0] not in known) for one in wanted.numbers):
            return "number"
        return None if wanted.times <= self.times else "date"


def figures_of(texts: Iterable[str], language: str) -> Figures:
    """The figures of several texts together, of which most are in `language`."""
    words = _words_of(language)
    numbers, times = set[tuple[str, str]](), set[Point | Length | str]()
    for text in texts:
        numbers |= {*_numbers(text, words)}
        times |= {*_times(text, words)}
    return Figures(frozenset(numbers), frozenset(times))


def _words_of(language: str) -> Mapping[str, int]:
    """Words for numbers in all languages; what is ambiguous between them counts in its own language alone."""
    foreign = {word: n for words in COUNTS.values() for word, n in words.items() if word not in AMBIGUOUS}
    words = {**NTH, **foreign, **COUNTS.get(language, {})}
    return {word: value for word, value in words.items() if word not in SOME}


def _numbers(text: str, words: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for match in NUMBER.finditer(text):
        unit = "%" if PERCENT.match(text, match.end()) else ""
        if MONEY.match(text, match.end()) or MONEY_BEFORE.search(text[: match.start()]):
            unit = "money"
        yield re.sub(r"\D", "", match.group()), unit
    for word in WORD.findall(text.lower()):
        if word in words:
            yield str(words[word]), ""


def _times(text: str, words: Mapping[str, int]) -> Iterator[Point | Length | str]:
    """Each time without its place in the text; months by their numbers, the day of a month is a number as any."""
    flat = re.sub(r"\s", " ", text)
    for point in points_in(flat):
        if point.day or point.clock or point.stands_alone:
            yield replace(point, start=0, end=0)
    for number, unit in COUNTED.findall(flat):  # by themselves: past or to come makes no difference
        if number.isdigit() or number.lower() in words:
            yield from (replace(length, start=0, end=0) for length in lengths_in(f"{number} {unit}"))
    yield from (name for name, form in PAST.items() if form.search(flat))
    yield from (MONTH_OF[word] for word in WORD.findall(flat.lower()) if word in MONTH_OF)
