"""The tone: rude, dismissive, blaming, shouting, too casual.

Whether a sentence is one of the first three is said by phrases and by the act `rude`, which knows all three as one.
What stands between quotation marks is somebody else's word.
"""

import re
from collections.abc import Iterator

from assist.core.drafts.draft import Draft, Flaw
from assist.core.drafts.phrases import Span, own_words, unquoted
from assist.core.drafts.words import WORDS
from assist.core.drafts.words.words import Words
from assist.core.names import mentions

CERTAIN = 0.9  # probability of the act from which it needs no word to bear it out: letters are longer than chat
LEAST_WORDS, LEAST_LETTERS = 3, 10  # in capitals, in a row: less may be abbreviations
CAPITALS = re.compile(r"(?<![\w@./-])[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]{0,40}(?![\w@/]|\.\w)")
IN_A_ROW = re.compile(r"[\s,;:–-]{1,4}")
LABELS = re.compile(r"\s{0,4}:")
MARKS = re.compile(r"[.!?]{0,40}")
CALLS = re.compile(r"!(?:[ ?]?!){1,40}")  # several exclamation marks
WORD = re.compile(r"[^\W\d_]+")
STRETCHED = re.compile(r"([hkmxyz])\1\1(?!\w)|([aeiouyåäöæø])\2\2")  # "heyyy", "sååå"
ROMAN = re.compile(r"x*(?:i{3}|vi{3}|x{3})")
LONGEST_WORD = 30
PICTURES = re.compile(
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001f5ff\U0001f600-\U0001faff\u2639-\u263b\u2763\u2764\u2728\u2b50]"
)
ICONS = frozenset("📞📟📠📧📨📩📬📱📍📌🌐🏠🏢🕐🕘🔗📅📆📎📄📦🔒🔑🛒🚚")  # what lists and signatures are marked with
APART = re.compile(r"[\U0001f000-\U0001faff]\s{1,9}[^\s]|[.!?…]\s{1,9}\w|\n[^\n]{0,80}\w")
FACES = re.compile(r"(?<=\s)(?:[:;=]'?-?[)(DPpO|]|<3|[xX]D|\^\^)(?=\s|$|[.!,])")


def check_courtesy(draft: Draft) -> Iterator[Flaw]:
    """Find sentences that are `rude`, `dismissive` or `blaming`; one finding a sentence, no slots."""
    words = WORDS.get(draft.language)
    acts = {act.start: act.probability for act in draft.acts if act.name == "rude"}
    text, said = own_words(draft), unquoted(draft.text)
    for span in draft.sentences:
        quotes = said[slice(*span)] != draft.text[slice(*span)]  # the act heard the quoted words as well
        found = _discourteous(text, span, words, 0.0 if quotes else acts.get(span[0], 0.0))
        if found:
            yield found


def _discourteous(text: str, span: Span, words: Words | None, probability: float) -> Flaw | None:
    """How this sentence is discourteous, if it is; `probability` is that of the act."""
    if words is None:
        return Flaw("rude", *span) if probability >= CERTAIN else None
    if words.courteous.first(text, span):
        return None
    for rule, phrases in (("rude", words.rude), ("blaming", words.blaming), ("dismissive", words.dismissive)):
        found = [*phrases.all(text, span)]
        if found:
            return Flaw(rule, found[0][0], found[-1][1])
    if not probability:
        return None
    for rule, phrases in (("blaming", words.blaming_hints), ("dismissive", words.dismissive_hints)):
        if phrases.first(text, span):
            return Flaw(rule, *span)
    return Flaw("rude", *span) if probability >= CERTAIN else None


def check_shouting(draft: Draft) -> Iterator[Flaw]:
    """Find `shouting`: words in capitals and several exclamation marks; one finding a sentence, no slots."""
    words = WORDS.get(draft.language)
    small = words.capitals if words else frozenset[str]()
    text = unquoted(draft.text)
    least_calls = 2 if draft.is_written else 3
    for start, end in draft.sentences:
        loud = [run for run in _in_capitals(text, start, end) if _shouts(text, run, small)]
        loud += [found.span() for found in CALLS.finditer(text, start, end) if found[0].count("!") >= least_calls]
        if loud:
            first, last = min(loud)[0], max(stop for _, stop in loud)
            marks = MARKS.match(draft.text, last, end)
            yield Flaw("shouting", first, marks.end() if marks else last)


def _in_capitals(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where words in capitals follow each other."""
    begins = ends = -1
    for word in CAPITALS.finditer(text, start, end):
        if ends < 0 or not IN_A_ROW.fullmatch(text, ends, word.start()):
            if ends >= 0:
                yield begins, ends
            begins = word.start()
        ends = word.end()
    if ends >= 0:
        yield begins, ends


def _shouts(text: str, run: tuple[int, int], small: frozenset[str]) -> bool:
    """Whether words in capitals are neither a heading nor a name: names have no pronouns and verbs in them."""
    said = WORD.findall(text, *run)
    if len(said) < LEAST_WORDS or sum(map(len, said)) < LEAST_LETTERS:
        return False
    before, after = text[max(0, run[0] - 80) : run[0]], text[run[1] : run[1] + 80]
    line = before.rpartition("\n")[2] + after.partition("\n")[0]
    if not line.strip(" :#*=-\t\r") or LABELS.match(after) and not before.rpartition("\n")[2].strip():
        return False
    return "!" in text[run[1] : run[1] + 2] or any(word.lower() in small for word in said)


def check_casual(draft: Draft) -> Iterator[Flaw]:
    """Find what is `too_casual`: emoji, slang, chat's abbreviations in a letter, slang anywhere; no slots.

    One finding from the first to the last such word of a sentence, and of the emoji after it.
    """
    words = WORDS.get(draft.language)
    text = own_words(draft)
    begins = ends = -1
    for start, end in sorted(_casual(draft, text, words)):
        if ends < 0 or APART.search(draft.text, ends - 1, start + 1):
            if ends >= 0:
                yield Flaw("too_casual", begins, ends)
            begins = start
        ends = end
    if ends >= 0:
        yield Flaw("too_casual", begins, ends)


def _casual(draft: Draft, text: str, words: Words | None) -> Iterator[Span]:
    names = f"{draft.customer.name} {draft.agent.name} {draft.organisation}"
    for span in draft.sentences:
        found = [*words.slang.all(text, span)] if words else []
        if draft.is_written:
            found += _of_chat(draft.text, text, span, words)
        yield from (one for one in found if not mentions(names, [draft.text[slice(*one)]]))


def _of_chat(text: str, flat: str, span: Span, words: Words | None) -> Iterator[Span]:
    if words:
        yield from words.casual.all(flat, span)
    yield from (face.span() for face in FACES.finditer(text, *span))
    yield from (picture.span() for picture in PICTURES.finditer(text, *span) if picture[0] not in ICONS)
    for word in WORD.finditer(text, *span):
        if len(word[0]) <= LONGEST_WORD and not word[0].isupper() and _is_stretched(word[0].lower()):
            yield word.span()


def _is_stretched(word: str) -> bool:
    return STRETCHED.search(word) is not None and word != "www" and ROMAN.fullmatch(word) is None
