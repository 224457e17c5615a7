"""What happens next: promises without a time, and matters left open without a step."""

import re
from collections.abc import Iterator

from assist.core.asking import ends_with_question_mark
from assist.core.drafts.draft import Draft, Flaw
from assist.core.drafts.phrases import Span, flat
from assist.core.drafts.words import WORDS
from assist.core.drafts.words.words import Words
from assist.core.promises import find_due

CERTAIN = 0.6  # probability of the act with which "soon" puts a promise off
FOLLOW_UP = 12  # words of a next sentence that only adds the time
MONTHS = (
    "jan(?:uary|uar|uari|eiro)?|feb(?:ruary|ruar|ruari)?|fev(?:ereiro)?|mar(?:ch|s|ts|ço)?|apr(?:il)?|abr(?:il)?|"
    "ma[yij]|maio|june?|jun[hi]o?|juli|july?|julho|aug(?:ust|usti)?|ago(?:sto)?|sep(?:t|tember)?|set(?:embro)?|o[ck]t(?:ober)?|"
    "out(?:ubro)?|nov(?:ember|embro)?|de[cs](?:ember)?|dez(?:embro)?"
)
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th|[.:]|º)? (?:of |de )?(?:{MONTHS})|(?:{MONTHS})\.? \d{{1,2}}|\d{{1,2}}/\d{{1,2}}|"
    r"20\d\d-\d\d-\d\d|(?:vecka|v\.|uke|uge|week|semana) \d{1,2}|den \d{1,2}(?:[.:]|e)?|"
    r"(?:dia|the) \d{1,2}(?:st|nd|rd|th)?)(?!\w)",
    re.IGNORECASE,
)
AT_ONCE = re.compile(  # or before something that the reader knows of
    r"\b(?:immediately|right away|straight away|at once|right now|before(?! too| long)|genast|omedelbart|omgående|"
    r"strax|alldeles|innan|straks|med det samme|lige om lidt|inden(?! længe| for kort)|før(?! eller)|med en gang|"
    r"umiddelbart|imediatamente|de imediato|agora mesmo|antes d[aeo]s?|antes que)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")
NEXT_WORD = re.compile(r"[ ,]{1,9}")
ORDINAL = re.compile(r"\d\.$")
LONGEST_MONTH = 12
CLAUSE = re.compile(r"(?:^|[.!?:;,(]|\b(?:and|then|just|och|så|sedan|men|og|bare|bara|e|mas|só)) {0,9}$|\n *$| {3,}$")
GAP = re.compile(r"\n[ \t\r]{0,40}\n")


def check_promises(draft: Draft) -> Iterator[Flaw]:
    """Find each `promise_without_date`: the reader will hear from us or get something, and no time is named.

    What is promised only for some case ("if the price changes") needs none. No slots.
    """
    words = WORDS.get(draft.language)
    if words is None:
        return
    text = flat(draft.text)
    for number, span in enumerate(draft.sentences):
        promise = _promise(draft, text, span, words)
        if promise and not _names_time(draft, span) and not _time_follows(draft, text, number, words):
            yield Flaw("promise_without_date", *promise)


def check_next_steps(draft: Draft) -> Iterator[Flaw]:
    """Find `no_next_steps`: something is still to be done, and nobody says by whom, when or how. No slots.

    A promise, a request to the reader and a thing just done are steps; a plain answer needs none, and in a chat the
    next step may be the next message.
    """
    words = WORDS.get(draft.language)
    if words is None or not draft.sentences or not draft.is_written:
        return
    text = flat(draft.text)
    whole = (draft.sentences[0][0], draft.sentences[-1][1])
    if any(phrases.first(text, whole) for phrases in (words.steps, words.promises)) or _requests(text, whole, words):
        return
    told_until = 0
    for start, end in draft.sentences:
        is_open = words.open_matters.first(text, (start, end)) and not _is_conditional(text, (start, end), words)
        if not is_open or start < told_until:
            continue
        paragraph = _paragraph(draft.text, start, end, whole)
        if not _names_time(draft, paragraph):
            yield Flaw("no_next_steps", end, end)
            return
        told_until = paragraph[1]


def _promise(draft: Draft, text: str, span: Span, words: Words) -> Span | None:
    """The words of this sentence that promise, if it does."""
    if _is_conditional(text, span, words) or ends_with_question_mark(text[slice(*span)]):
        return None
    found, end = words.promises.first(text, span), span[1]
    if found:
        return None if _is_conditional(text, (_next_word(text, found[1]), end), words) else (found[0], end)
    put_off = words.vague.first(text, span)
    if put_off is None:
        return None
    deed = words.deeds.first(text, span)
    is_promise = any(
        act.name == "promises_contact" and act.start == span[0] and act.probability >= CERTAIN for act in draft.acts
    )
    if deed is None and not is_promise:
        return None
    return (min(deed[0], put_off[0]) if deed else put_off[0], end)


def _requests(text: str, span: Span, words: Words) -> bool:
    """Whether a clause begins with a request: "send" asks for something there, and elsewhere may be anything."""
    return any(CLAUSE.search(text[max(0, start - 12) : start]) for start, _ in words.requests.all(text, span))


def _is_conditional(text: str, span: Span, words: Words) -> bool:
    return words.conditions.pattern.match(text, *span) is not None


def _next_word(text: str, position: int) -> int:
    found = NEXT_WORD.match(text, position)
    return found.end() if found else position


def _names_time(draft: Draft, span: Span) -> bool:
    said = draft.text[slice(*span)]
    if ORDINAL.search(said):  # a segmenter may end a sentence at "30. september"
        said = draft.text[span[0] : span[1] + LONGEST_MONTH]
    return (
        DATE.search(said) is not None
        or AT_ONCE.search(said) is not None
        or find_due(said, draft.written_at) is not None
    )


def _time_follows(draft: Draft, text: str, number: int, words: Words) -> bool:
    """Whether the next sentence of the paragraph adds the time: "We'll write to you. That'll be on Friday." """
    if number + 1 >= len(draft.sentences):
        return False
    span = draft.sentences[number + 1]
    if GAP.search(draft.text, draft.sentences[number][1], span[0]):
        return False
    adds = len(WORD.findall(draft.text, *span)) <= FOLLOW_UP or words.promises.first(text, span) is not None
    return adds and _names_time(draft, span)


def _paragraph(text: str, start: int, end: int, whole: Span) -> Span:
    before, after = text.rfind("\n\n", whole[0], start), text.find("\n\n", end, whole[1])
    return (whole[0] if before < 0 else before, whole[1] if after < 0 else after)
