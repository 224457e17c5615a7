# ruff: noqa: E501, SIM905 - a table is read by the row
"""Words that are words and stand where another belongs: `har vart`, `your welcome`, `order nummer`, `a apology`.

No dictionary sees them. Each language has a closed list, a rule a line, of contexts that leave no doubt: the wrong word
in <angles> and what stands around it, in small letters, `word*` with any ending, the rest as in regular expressions;
then what is right. `one|other + head|tail` are words that are written as one, where the dictionary has the whole.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assist.core.drafts.draft import Misspelling
from assist.core.drafts.phrases import ENDING

RULE = "grammar"
_WRONG = re.compile(r"<([^<>]+)>")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL_BEFORE = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][\w'’-]* $")
FAR = 40  # code points in which the word before a wrong one is
_ARTICLE = re.compile(r"(?<![\w.'&/-])(a|an) {1,3}([a-z]{2,30})(?![\w@/]|\.\w)")
# written with a vowel and begun without one, or the other way round
_LIKE_YOU = re.compile(r"eu|one(?!r)|once|u(?:ni(?!n|mp|mag|dent)|s[aeiu](?!h)|ti|biq|kul|ra[nl]|t[eo](?!r))")
_SILENT_H = re.compile(r"hour|honest|honou?r|heir")
_VOWELS = frozenset("aeiou")
_NO_NOUNS = frozenset(
    [
        *("a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "i", "if", "in"),
        *("is", "it", "of", "on", "or", "our", "out", "us"),
    ]
)  # a slip


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose group `wrong` is to become `right`."""

    pattern: re.Pattern[str]
    right: str


def confusions(
    text: str, flat: str, start: int, end: int, language: str, knows: Callable[[str], bool]
) -> Iterator[Misspelling]:
    """The wrong words of one sentence with the right one each, in order; `flat` as `phrases.flat` makes the text."""
    found = {slip.start: slip for slip in _found(text, flat, start, end, language, knows)}  # two rules may say the same
    return (found[place] for place in sorted(found))


def _found(
    text: str, flat: str, start: int, end: int, language: str, knows: Callable[[str], bool]
) -> Iterator[Misspelling]:
    rules, apart = rules_of(language)
    for word in sorted(rules.keys() & set(_WORD.findall(flat, start, end))):
        spans = (
            (found.span("wrong"), rule.right)
            for rule in rules[word]
            for found in rule.pattern.finditer(flat, start, end)
        )
        yield from (_instead(text, span, right) for span, right in spans if not _is_in_name(text, *span))
    for pair in apart:
        for found in pair.finditer(flat, start, end):
            if knows(whole := found[1] + found[2]):
                yield _instead(text, found.span(), whole)
    if language == "en":
        yield from wrong_articles(text, flat, start, end)


def wrong_articles(text: str, flat: str, start: int, end: int) -> Iterator[Misspelling]:
    """`a` before what begins with a vowel as it is spoken, `an` before what does not."""
    for found in _ARTICLE.finditer(flat, start, end):
        article, word = found.groups()
        spoken = bool(_SILENT_H.match(word)) or (word[0] in _VOWELS and not _LIKE_YOU.match(word))
        is_sure = word[0] not in "h" or bool(_SILENT_H.match(word)) or article == "a"
        if word not in _NO_NOUNS and spoken != (article == "an") and is_sure and text[slice(*found.span(2))].islower():
            yield _instead(text, found.span(1), "an" if spoken else "a")


@cache
def rules_of(language: str) -> tuple[dict[str, tuple[Rule, ...]], tuple[re.Pattern[str], ...]]:
    """The rules by a word of each that is wrong, and what finds words to be written as one."""
    text = files("assist.spelling").joinpath("misused", f"{language}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rules: dict[str, list[Rule]] = defaultdict(list)
    for line in (line for line in lines if "=" in line):
        phrase, _, right = line.rpartition("=")
        for word, rule in _rules(phrase.strip(), right.strip()):
            rules[word].append(rule)
    pairs = (line.split("+") for line in lines if "=" not in line)
    apart = tuple(re.compile(rf"(?<![\w-])({first.strip()}) ({second.strip()})(?![\w-])") for first, second in pairs)
    return {word: tuple(some) for word, some in rules.items()}, apart


def _rules(phrase: str, right: str) -> Iterator[tuple[str, Rule]]:
    """One rule by the first word of what is wrong in it, so that it is tried only where that word stands."""
    marked = _WRONG.search(phrase)
    if marked is None:
        raise ValueError(f"no <wrong> word in the rule {phrase!r}")
    for wrong in marked[1].split("|"):
        whole = f"{phrase[: marked.start()]}(?P<wrong>{wrong}){phrase[marked.end() :]}"
        yield _WORD.findall(wrong)[0], Rule(re.compile(rf"(?<![\w-])(?:{_pattern(whole)})(?![\w-])"), right)


def _pattern(phrase: str) -> str:
    return ENDING.sub(r"\\w*", phrase.replace(".", r"\.")).replace(" ", " {1,4}")


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether capitals stand on both sides: `Center for Disaster Prevention`."""
    return _CAPITAL_BEFORE.search(text, max(0, start - FAR), start) is not None and text[end + 1 : end + 2].isupper()


def _instead(text: str, span: tuple[int, int], right: str) -> Misspelling:
    wrong = text[slice(*span)]
    return Misspelling(*span, (right[0].upper() + right[1:] if wrong[0].isupper() else right,), RULE)
