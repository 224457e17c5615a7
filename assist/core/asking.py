"""Where a sentence asks: several questions in one are told apart, and indirect ones are heard.

"When do you open, and what does it cost?" asks twice; "I was wondering whether you are open" asks without a
question mark; "How hard can it be?" does not ask at all.
"""

import re
from itertools import pairwise

from assist.core.asking_words import (
    BEFORE_QUESTION_WORDS,
    INDIRECT,
    PORTUGUESE_VERBS,
    QUESTION_WORDS,
    RHETORICAL,
    SUBJECTS,
    VERBS,
    WHETHER,
)

QUESTION_MARKS = ("?", "\uff1f", "\u061f")
AMAZED = re.compile(r"[?!]*\?[?!]+[\s\"'”»)]*$")
FEWEST_WORDS = 2
FEWEST_UNMARKED = 3  # words that a question without its mark has more of

_ASKED_WITH = rf"(?:(?:{BEFORE_QUESTION_WORDS}) )?(?:{QUESTION_WORDS})\b"
_INVERTED = rf"(?:{VERBS}) (?:\w+ )?(?:{SUBJECTS})\b"
_AND = r"(?:and|och|og|e|samt|&)"
_ALSO = r"(?:(?:also|so|then|då|så|også|också|også|também|já agora|in that case|i så fald|i så fall),? )?"
DIRECT = re.compile(rf"^\W*(?:(?:{_AND}|but|men|mas) )?(?:{_ASKED_WITH} (?:\S+ ){{0,3}}?)?{_INVERTED}", re.I)
INDIRECTLY = re.compile("|".join(INDIRECT), re.I)
WANTS_NONE = re.compile("|".join(RHETORICAL), re.I)
NEXT_DIRECT = re.compile(rf",?\s+{_AND},?\s+(?={_ALSO}(?:{_ASKED_WITH}|{_INVERTED}|(?:{PORTUGUESE_VERBS})\b))", re.I)
NEXT_INDIRECT = re.compile(rf",?\s+{_AND},?\s+(?={_ALSO}(?:{_ASKED_WITH}|(?:{WHETHER})\b))", re.I)
CLAUSE = re.compile(
    r"\s*[,;:–—]\s+(?:(?:and|och|og|e|but|men|mas|so|så)\s+){0,2}|\s+-\s+|\s+(?:men|but|mas|och så|og så)\s+", re.I
)


def asks(text: str) -> bool:
    """Whether a sentence asks something and wants an answer, with or without a question mark."""
    if wants_none(text):
        return False
    if ends_with_question_mark(text):
        return not AMAZED.search(text) or bool(DIRECT.search(text) or INDIRECTLY.search(text) or _asks_late(text))
    return bool(INDIRECTLY.search(text) or (DIRECT.search(text) and _leaves_its_mark_out(text)))


def _leaves_its_mark_out(text: str) -> bool:
    """Who writes no question mark writes no full stop either: "Stemmer det." is an answer."""
    return len(text.split()) > FEWEST_UNMARKED and not text.rstrip(" \"')”»").endswith((".", "!", "…"))


def wants_none(text: str) -> bool:
    """Whether a sentence only looks like a question: nobody is to answer it."""
    return bool(WANTS_NONE.search(text))


def ends_with_question_mark(text: str) -> bool:
    """Whether a sentence asks, by its last sign."""
    return text.rstrip(" \"')”»!.").endswith(QUESTION_MARKS)


def questions_in(text: str) -> list[tuple[int, int]]:
    """The questions in a sentence that asks, as (start, end) in code points: at least one."""
    if ends_with_question_mark(text):
        begins = [0, *(found.end() for found in NEXT_DIRECT.finditer(text) if _is_asked(text[: found.start()]))]
        return _parts(text, begins)
    cues = [found.start() for found in INDIRECTLY.finditer(text)]
    if not cues:
        return [(0, len(text))]
    begins = [max((found.end() for found in CLAUSE.finditer(text, 0, cue + 1)), default=0) for cue in cues]
    begins += [found.end() for found in NEXT_INDIRECT.finditer(text, cues[0])]
    return _parts(text, sorted(set(begins)))


def _asks_late(text: str) -> bool:
    return any(DIRECT.search(text, found.end()) for found in CLAUSE.finditer(text))


def _is_asked(before: str) -> bool:
    """Whether what stands before an "and" asks already; else both belong to one question."""
    clause = before[max((found.end() for found in CLAUSE.finditer(before)), default=0) :]
    return any(
        re.match(rf"\W*(?:(?:{_AND}|but|men|mas) )?(?:{_ASKED_WITH}|(?:{VERBS}|{PORTUGUESE_VERBS})\b)", part, re.I)
        or INDIRECTLY.search(part)
        for part in (before, clause)
    )


def _parts(text: str, begins: list[int]) -> list[tuple[int, int]]:
    kept = [begins[0]]
    for begin in begins[1:]:
        if min(len(text[kept[-1] : begin].split()), len(text[begin:].split())) > FEWEST_WORDS:
            kept.append(begin)
    spans = [(start, end) for start, end in pairwise((*kept, len(text)))]
    return [(start, start + len(_without_and(text[start:end]))) for start, end in spans]


def _without_and(text: str) -> str:
    return re.sub(rf",?\s+{_AND}(?:\s+så)?,?\s*$", "", text.rstrip(), flags=re.I).rstrip(" ,;")
