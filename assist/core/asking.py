"""Where a sentence asks: several questions in one are told apart, and indirect ones are heard.

"When do you open, and what does it cost?" asks twice; "I was wondering whether you are open" asks without a
question mark; "How hard can it be?" does not ask at all.
"""

import re
from itertools import pairwise

from assist.core.asking_indirectly import INDIRECT, WHETHER
from assist.core.asking_words import (
    ADVERBS,
    BEFORE_QUESTION_WORDS,
    ENGLISH_FIRST,
    ENGLISH_INVERTED,
    LEADS,
    NORDIC_FIRST,
    NORDIC_INVERTED,
    NORDIC_PRESENT,
    NORDIC_SPLICED,
    PORTUGUESE_FIRST,
    PORTUGUESE_QUESTIONS,
    PORTUGUESE_VERBS,
    QUESTION_WORDS,
    RHETORICAL,
    SUBJECTS,
    SUBORDINATING,
    VERBS,
)

QUESTION_MARKS = ("?", "\uff1f", "\u061f")
AMAZED = re.compile(r"[?!]*\?[?!]+[\s\"'”»)]*$")
FEWEST_WORDS = 2
FEWEST_UNMARKED = 3  # words that a question without its mark has more of

_ASKED_WITH = rf"(?:(?:{BEFORE_QUESTION_WORDS}) )?(?:{QUESTION_WORDS})\b"
_INVERTED = rf"(?:{VERBS}) (?:\w+ )?(?:(?:{SUBJECTS})\b|(?-i:[A-ZÅÄÆÖØ])\w)"
_MARKER = r"\(?(?:\d{1,2}|[a-h])[.):]"
_AND = r"(?:and|och|og|e|samt|&)"
_ALSO = r"(?:(?:also|so|then|då|så|også|också|också|også|também|já agora|in that case|i så fald|i så fall),? )?"
_LEAD = (  # what people begin with, the numbers of a list, who speaks in a chat
    rf"(?:(?:(?:{LEADS}),?|(?:{ADVERBS})(?:[,:]|(?=\s+(?:{QUESTION_WORDS})\b))|{_MARKER}|(?-i:[A-ZÅÄÆÖØ])\w+:)\s+)"
)
_HEAD = rf"^\W*{_LEAD}{{0,3}}"
_AT_ONCE = (  # no subordinate clause has its verb there
    rf"(?:{_ASKED_WITH} (?:{VERBS})\b|{NORDIC_PRESENT}|(?:what|when|where|who|how|why)'s\b)"
)
_AT_LENGTH = rf"{_ASKED_WITH} (?:in|on|at|of) (?:\S+ ){{2,4}}?{_INVERTED}"  # "where in the panel do I"
_ASKED = rf"(?:{_ASKED_WITH} (?:\S+ ){{0,3}}?{_INVERTED}|{_AT_LENGTH}|{_AT_ONCE}|{PORTUGUESE_QUESTIONS})"
DIRECT = re.compile(rf"{_HEAD}(?:{_ASKED}|{_INVERTED}|{NORDIC_FIRST}|{PORTUGUESE_FIRST})", re.I)
OPEN = re.compile(rf"{_HEAD}{_ASKED_WITH}\W*$", re.I)
AMOUNT = re.compile(rf"{_HEAD}how (?:much|many|long|far|often|soon|big)\b", re.I)
SURELY = re.compile(  # a direct question even where it ends with a full stop
    rf"{_HEAD}(?:{_ASKED}|{ENGLISH_INVERTED}\b|{ENGLISH_FIRST}|"
    rf"{NORDIC_INVERTED}\b(?! (?:\w+ )?(?:inte|ikke|ikkje|inget|ingen|intet)\b)"
    rf"(?!.*(?:, (?:{VERBS})|,? (?:så|då|da) (?:{VERBS}|[a-zåäöæø]{{2,}}(?:er|ar|år)))\b))",
    re.I,
)
LATE = re.compile(  # and one that begins in mid sentence, told from a main clause after a subordinate one
    rf"(?:(?<=[,;:–—])\s+(?:(?:{_AND}|but|men|mas)\s+)?{_ALSO}|\s+(?:but|men|mas|so|så)\s+)"
    rf"(?:{_ASKED_WITH} (?:\S+ ){{0,2}}?{_INVERTED}|{_AT_ONCE}|{PORTUGUESE_QUESTIONS}|{ENGLISH_INVERTED} \w+ \w+)|"
    rf"(?:[,;:–—]|\s-)\s+(?:{_AND})\s+{_ALSO}(?:{_INVERTED}|{PORTUGUESE_FIRST})|"
    rf"\s+(?:but|men|mas)\s+(?:{_INVERTED}|{PORTUGUESE_FIRST})",
    re.I,
)
SPLICED_LATE = re.compile(  # one with its verb first, unless a subordinate clause stands right before it
    rf"(?<=[,;:–—])\s+(?:{NORDIC_INVERTED}\b|{NORDIC_SPLICED}\b|(?:{VERBS}) (?:det|den|de)\b|{PORTUGUESE_FIRST})",
    re.I,
)
SUBORDINATE = re.compile(  # the clause right before ends what begins there
    rf"(?:^|[,;:–—])\W*(?:{_AND} (?!så)|men |but |mas )?(?:{SUBORDINATING})\b[^,;:–—]*[,;:–—]?$", re.I
)
EXCLAIMED = re.compile(rf"{_HEAD}(?:how|hur|hvor|hvordan|como|que|quanto)\b", re.I)
UNSURE = re.compile(r"(?<=\w)\s*\(\S+(?: \d+)?\?+\)(?=[\s.!]*$)")  # "(box 88?)" doubts a word
INDIRECTLY = re.compile(rf"(?<!\w)(?:{'|'.join(INDIRECT)})", re.I)  # tried only where a word begins
WANTS_NONE = re.compile("|".join(RHETORICAL), re.I)
NEXT_DIRECT = re.compile(
    rf",?\s+{_AND},?\s+(?={_ALSO}(?:{_ASKED_WITH}|{_INVERTED}|{NORDIC_FIRST}|(?:{PORTUGUESE_VERBS})\b))", re.I
)
SPLICED = re.compile(rf"\s*[,;–—]\s+(?={_AT_ONCE}|{_INVERTED}|{PORTUGUESE_QUESTIONS}|{PORTUGUESE_FIRST})", re.I)
NEXT_INDIRECT = re.compile(
    rf",?\s+{_AND},?\s+(?={_ALSO}(?:{_ASKED_WITH}|(?:{WHETHER})\b))|"
    r"\s*[,;]\s+(?=(?:whether|what|how|(?:om|hvorvidt|huruvida) (?:i|ni|dere|det|den|jag|jeg|man|vi)|vad|hva|"
    r"hvad|hur|hvordan|vilk\w+|hvilk\w+|quanto|qual|quais)\b)",
    re.I,
)
CLAUSE = re.compile(
    r"\s*[,;:–—]\s+(?:(?:and|och|og|e|but|men|mas|so|så)\s+){0,2}|\s+-\s+|\s+(?:men|but|mas|och så|og så)\s+", re.I
)


def asks(text: str) -> bool:
    """Whether a sentence asks something and wants an answer, with or without a question mark."""
    if wants_none(text):
        return False
    said = UNSURE.sub("", text)
    if ends_with_question_mark(said):
        return not AMAZED.search(said) or _asks_already(said)
    if INDIRECTLY.search(said) or _late(said):
        return True
    if SURELY.search(said) and _is_long(said) and not (said.rstrip().endswith("!") and EXCLAIMED.search(said)):
        return True
    return any(sign.search(said) for sign in (DIRECT, AMOUNT)) and _leaves_its_mark_out(said)


def _late(text: str) -> list[int]:
    """Where direct questions begin in mid sentence."""
    spliced = (found for found in SPLICED_LATE.finditer(text) if not SUBORDINATE.search(text[: found.start()]))
    return sorted({_first_letter(found) for found in (*LATE.finditer(text), *spliced)})


def _first_letter(found: re.Match[str]) -> int:
    return found.start() + len(found[0]) - len(found[0].lstrip(" ,;:–—-\n"))


def _is_long(text: str) -> bool:
    return len(text.split()) > FEWEST_UNMARKED


def _leaves_its_mark_out(text: str) -> bool:
    """Who writes no question mark writes no full stop either: "Stemmer det." is an answer."""
    return _is_long(text) and not text.rstrip(" \"')”»").endswith((".", "!", "…"))


def wants_none(text: str) -> bool:
    """Whether a sentence only looks like a question: nobody is to answer it."""
    return bool(WANTS_NONE.search(text))


def ends_with_question_mark(text: str) -> bool:
    """Whether a sentence asks, by its last sign."""
    return text.rstrip(" \"')”»!.").endswith(QUESTION_MARKS)


def questions_in(text: str) -> list[tuple[int, int]]:
    """The questions in a sentence that asks, as (start, end) in code points: at least one."""
    cues = [] if ends_with_question_mark(text) else [*INDIRECTLY.finditer(text)]
    if cues:
        begins = [max((found.end() for found in CLAUSE.finditer(text, 0, cue.start() + 1)), default=0) for cue in cues]
        listed = (found for found in NEXT_INDIRECT.finditer(text, cues[0].start()))
        begins += [one.end() for one in listed if _has_words_between(text, cues, one.start())]
        return _parts(text, sorted(set(begins)))
    late = [] if ends_with_question_mark(text) else _late(text)
    if late and not DIRECT.search(text):
        return _parts(text, late)
    begins = [found.end() for found in NEXT_DIRECT.finditer(text) if _is_asked(text[: found.start()])]
    begins += [found.end() for found in SPLICED.finditer(text) if _asks_already(text[: found.start()])]
    return _parts(text, sorted({0, *late, *begins}))


def _has_words_between(text: str, cues: list[re.Match[str]], place: int) -> bool:
    """Whether something is asked between a cue and this place: in "I'd like to know, what" it is not."""
    return bool(text[max(cue.end() for cue in cues if cue.start() <= place) : place].strip(" ,;"))


def _is_asked(before: str) -> bool:
    """Whether what stands before an "and" asks already; else both belong to one question."""
    clause = before[max((found.end() for found in CLAUSE.finditer(before)), default=0) :]
    return any(
        re.match(rf"\W*(?:(?:{_AND}|but|men|mas) )?(?:{_ASKED_WITH}|(?:{VERBS}|{PORTUGUESE_VERBS})\b)", part, re.I)
        or INDIRECTLY.search(part)
        for part in (before, clause)
    )


def _asks_already(before: str) -> bool:
    """Whether a whole question stands before a comma: "if it rains" there is none."""
    return any(sign.search(before) for sign in (DIRECT, OPEN, INDIRECTLY)) or bool(_late(before))


def _parts(text: str, begins: list[int]) -> list[tuple[int, int]]:
    kept = [begins[0]]
    for begin in begins[1:]:
        if min(len(text[kept[-1] : begin].split()), len(text[begin:].split())) > FEWEST_WORDS:
            kept.append(begin)
    spans = [(start, end) for start, end in pairwise((*kept, len(text)))]
    return [(start, start + len(_without_and(text[start:end]))) for start, end in spans]


def _without_and(text: str) -> str:
    return re.sub(rf",?\s+{_AND}(?:\s+så)?,?\s*$", "", text.rstrip(), flags=re.I).rstrip(" ,;")
