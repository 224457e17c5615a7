"""Text into sentences, with exact offsets.

Offsets are code points, ends exclusive; spans are in order, do not overlap, and every character between them
is white space. The segmenter is sentencex; what this module adds is offsets, the joining of spans that were
cut at an abbreviation, and the cap on length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import sentencex

SPLITTING_VERSION = 2  # part of an index's manifest: raise it whenever the spans for some text with words change
MIN_WORDS = 3  # a snippet with fewer words says nothing on its own
DAY_DIGITS = 2
LONGEST_TOKEN = 40  # code points in which an abbreviation is looked for: what is joined so far may be long
MAX_CHARACTERS = 600  # about 150 tokens; longer sentences are cut at clause marks, then at spaces

Span = tuple[int, int]

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_WRITTEN = """
approx art avd bl.a ca d.v.s dr dvs e.g eks el etc evt ex exkl f.eks f.ex forts fig gl hr i.e incl inkl jf jfr
kap kl kr max md mdr min mm mr mrs ms mv no nr obs osv p.ex p.g.a pga pp prof ref resp s.k sr sra st str t.ex
tel tlf t.o.m tilsv ung v vs vg
"""
ABBREVIATIONS = frozenset(_WRITTEN.split())
# what stands before a name: "Exma. Senhora", "Mrs. Tidswell"
_TITLES_IN_LETTERS = "av d dr dra exma exmas exmo exmos mr mrs ms prof sr sra sras srs st"
_TITLES = frozenset(_TITLES_IN_LETTERS.split())
_AMOUNT_END = re.compile(r"(?<=\d )(kr\.)\s+(?=[^\W\d_a-zà-öø-ÿ])")
_LAST_TOKEN = re.compile(r"(\S+?)\.\s*$")
_MISSED_END = re.compile(r"(?<!\S)([^\W\d_]{3,})([.!?])\s+(?=[^\W\d_a-zà-öø-ÿ])")
_MISSED_END_DA = re.compile(_MISSED_END.pattern.replace("{3,}", "{3,}|op"))
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")
_CLAUSE_MARK = re.compile(r"[;:,–—]\s+")


def sentences(text: str, language: str) -> list[Span]:
    """Return the spans of the sentences of `text`, white space trimmed, nothing else left out.

    `language` is an ISO 639-1 code; one the segmenter does not know is cut by its general rules.
    """
    whole = _joined(text, _segments(text, language), _is_cut_sentence)
    return [part for span in whole for part in _split_at_missed_ends(text, span)]


def message_sentences(text: str, language: str) -> list[Span]:
    """As `sentences`, and for Danish in a hundredth of its time, so that no message of single letters takes seconds.

    sentencex 1.0 compiles a pattern at every mark of a Danish text, 2 ms each. By its general rules Danish is cut as
    Swedish and Norwegian are; what it does besides is done here: no end at a full stop before a small letter or a
    figure ("den 3. maj"). An index keeps the spans of `sentences`, which may not change without a new version.
    """
    if language != "da":
        return sentences(text, language)
    joined = _joined(text, _segments(text, "nb"), _goes_on)
    return [part for span in joined for part in _split_at_missed_ends(text, span, _MISSED_END_DA)]


def letter_sentences(text: str, language: str) -> list[Span]:
    """As `message_sentences`, with a title joined to its name, a day to its month, and cut after an amount."""
    whole = [part for span in message_sentences(text, language) for part in _split_at_amounts(text, span)]
    joined: list[Span] = []
    for span in whole:
        if joined and _is_cut_in_letter(text, joined[-1], span):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return joined


def _split_at_amounts(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    for stop in _AMOUNT_END.finditer(text, start, end):
        yield start, stop.end(1)
        start = stop.end()
    yield start, end


def _is_cut_in_letter(text: str, before: Span, after: Span) -> bool:
    """ "Exma. | Senhora", "17. | juli": a title, or a day's number, is no end on the same line."""
    token = _LAST_TOKEN.search(text[max(before[0], before[1] - LONGEST_TOKEN) : before[1]])
    if token is None or "\n" in text[before[1] : after[0]]:
        return False
    word, following = token[1].lstrip("(\"'").lower(), text[after[0]]
    if word.isdigit() and len(word) <= DAY_DIGITS:
        return following.islower()
    return word in _TITLES and following.isupper()


def _split_at_missed_ends(text: str, span: Span, missed: re.Pattern[str] = _MISSED_END) -> Iterator[Span]:
    """Cut where a whole word, a stop and a capital stand: the segmenter takes "kan." for an abbreviation."""
    start, end = span
    for stop in missed.finditer(text, start, end):
        if stop[1].lower() not in ABBREVIATIONS:
            yield start, stop.end(2)
            start = stop.end()
    yield start, end


def word_count(text: str) -> int:
    """Return how many words `text` has; numbers count, marks do not."""
    return sum(1 for _ in _WORD.finditer(text))


def stand_alone(text: str, spans: list[Span]) -> list[Span]:
    """Return `spans` with every one of fewer than MIN_WORDS words joined to the next (the last: to the one
    before)."""
    joined: list[Span] = []
    pending: int | None = None
    words = 0  # of all that is pending: counted once, or a file of lone dots would take hours
    for start, end in spans:
        first = start if pending is None else pending
        words += word_count(text[start:end])
        if words < MIN_WORDS:
            pending = first
        else:
            joined.append((first, end))
            pending, words = None, 0
    if pending is not None:
        last = spans[-1][1]
        if joined:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((pending, last))
    return joined


def capped(text: str, span: Span, limit: int = MAX_CHARACTERS) -> list[Span]:
    """Return `span` cut into pieces of at most `limit` code points, at clause marks where there are some."""
    start, end = span
    pieces: list[Span] = []
    while end - start > limit:
        cut = _cut(text, start, start + limit)
        pieces.extend(_trimmed(text, start, cut))
        start = cut
    pieces.extend(_trimmed(text, start, end))
    return pieces


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut text[start:limit]: after the last clause mark of its second half, else a space, else
    hard."""
    middle = start + (limit - start) // 2
    marks = [found.end() for found in _CLAUSE_MARK.finditer(text, middle, limit)]
    if marks:
        return marks[-1]
    space = text.rfind(" ", middle, limit)
    return limit if space < 0 else space + 1


def _segments(text: str, language: str) -> Iterator[Span]:
    position = 0
    for segment in _segmented(_harmless(text), language):
        end = position + len(segment)
        yield from _trimmed(text, position, end)
        position = end
    yield from _trimmed(text, position, len(text))


def _harmless(text: str) -> str:
    """`text` with as many code points, none of which upsets the segmenter.

    sentencex 1.0 panics where a name's initial follows a white space of more than one byte (U+2028,
    U+00A0), and
    a lone surrogate cannot cross into Rust at all.
    """
    plain = _WIDE_SPACE.sub(lambda found: "\n" if found[0] in "\x85\u2028\u2029" else " ", text)
    return plain.encode("utf-8", "replace").decode("utf-8")


def _segmented(text: str, language: str) -> list[str]:
    # sentencex knows Norwegian under its macrolanguage.
    code = {"nb": "no", "nn": "no"}.get(language, language)
    try:
        return list(sentencex.segment(code, text))
    except BaseException as error:
        # A panic in Rust is no Exception; a customer's odd message must not take the process down.
        if type(error).__name__ != "PanicException":
            raise
        return text.splitlines(keepends=True)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _joined(text: str, spans: Iterator[Span], is_cut: Callable[[str, Span, Span], bool]) -> Iterator[Span]:
    held: Span | None = None
    for span in spans:
        if held is None:
            held = span
        elif is_cut(text, held, span):
            held = (held[0], span[1])
        else:
            yield held
            held = span
    if held is not None:
        yield held


def _is_cut_sentence(text: str, before: Span, after: Span) -> bool:
    """An abbreviation, then a small letter or a figure on the same line: one sentence, not two."""
    token = _LAST_TOKEN.search(text[max(before[0], before[1] - LONGEST_TOKEN) : before[1]])
    is_abbreviation = token is not None and token[1].lstrip("(\"'").lower() in ABBREVIATIONS
    return is_abbreviation and _goes_on(text, before, after)


def _goes_on(text: str, before: Span, after: Span) -> bool:
    """A full stop, then a small letter or a figure on the same line."""
    if text[before[1] - 1] != "." or "\n" in text[before[1] : after[0]]:
        return False
    following = text[after[0]]
    return following.islower() or following.isdigit()
