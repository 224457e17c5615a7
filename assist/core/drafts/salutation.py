"""How a letter begins and ends: a greeting by the right name, and a sign-off.

In chats a greeting may be left out, but one that is there should call the customer by name as well. Names are
compared without accents and case, and forgivingly: initials, parts of double names and short forms are right.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assist.core.drafts.draft import Draft, Flaw
from assist.core.drafts.phrases import Span, flat
from assist.core.drafts.words import WORDS
from assist.core.drafts.words.short_names import SHORT_NAMES
from assist.core.drafts.words.words import Words
from assist.core.events import Channel
from assist.core.names import PARTICLES, mentions

OPENING_LINES, CLOSING_LINES = 14, 14  # in which a letter greets, below its address and date, and ends
LONGEST_HEADING, LONGEST_SIGNATURE = 60, 60  # code points of a line; a longer one is the letter itself
LONGEST_GREETING = 120  # code points
MOST_NAMES = 8
LINE = re.compile(r"[^\n]+")
NAME = re.compile(r"[^\W\d_]{1,40}(?:['’-][^\W\d_]{1,40}){0,3}\.?")
AFTER_GREETING = re.compile(r"[ \t,]{0,4}")
BETWEEN_NAMES = re.compile(r"[ \t]{1,4}|[ \t]?[/&+][ \t]?")
ENDS = re.compile(r"[ \t]{0,4}(?:[,.;:!–-]|\n|$)")
NO_PERSON = re.compile(
    r"[\d@_]|\b(?:a[bs]|aps|a/s|ltd|limited|inc|llc|plc|gmbh|lda|ltda|kommune?|council|bank)\b", re.IGNORECASE
)
GENDERED = ("bäst", "kär", "car", "prezad", "estimad", "ex", "querid", "senhor", "sr", "hr", "fru")
SIGNED_BY = re.compile(r"(?:/{1,2}|[–—~]|-)[ \t]?[^\W\d_]")
SIGNATURE_FOLLOWS = re.compile(r"\s{0,20}--[ \t]?\n")
FROM = re.compile(r"(?:from|från|fra|d[aoe]s?|the|on behalf|of|i|på)\b", re.IGNORECASE)
AND = frozenset({"and", "och", "og", "e"})
LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ð": "d", "þ": "th", "ł": "l"})
TYPED = frozenset({Channel.CHAT, Channel.SOCIAL})
LABEL = re.compile(r"[^\n:]{2,20}:")


@dataclass(frozen=True, slots=True)
class Greeting:
    """Words that greet from `start` to `words_end` ("Dear"), and the names after them, each with where it stands.

    `end` is after what is said in the place of a name ("Dear customer").
    `is_certain` when a comma or the like ends the names: they are names and not the next sentence.
    """

    start: int
    words_end: int
    end: int
    names: tuple[tuple[str, int, int], ...] = ()
    is_certain: bool = True
    has_title: bool = False
    is_for_several: bool = False


def check_greeting(draft: Draft) -> Iterator[Flaw]:
    """Find `no_greeting`, `no_name`, `wrong_name`. Slots: `name` (the right one), for wrong_name also `found`."""
    words = WORDS.get(draft.language)
    if words is None or not draft.sentences or not (draft.is_written or draft.channel in TYPED):
        return
    customer = _person(draft.customer.name)
    greeting = _greeting(draft, words)
    first, last = draft.sentences[0]
    opening = draft.text[first : min(last, first + LONGEST_GREETING)]
    if greeting is None:
        if draft.is_written and not (customer and mentions(opening, [customer])):
            yield Flaw("no_greeting", first, first)
    elif customer:
        yield from _misnamed(draft, greeting, customer, opening)


def _misnamed(draft: Draft, greeting: Greeting, customer: str, opening: str) -> Iterator[Flaw]:
    parts = customer.split()
    fits = [_fits(name, parts, greeting.has_title) for name, _, _ in greeting.names]
    others = [part for name in (draft.agent.name, draft.organisation) for part in name.split()]
    strangers = [name for name in greeting.names if not _fits(name[0], others, greeting.has_title)]
    if any(fits):
        if fits[0] and len(fits) > 1 < len(parts) and not any(fits[1:]) and not greeting.is_for_several:
            yield _wrong(draft, greeting.names[1:], parts[-1])
    elif greeting.is_certain and strangers:
        if len(parts) > 1 or not greeting.has_title:
            right = parts[-1] if greeting.has_title else customer if len(fits) > 1 else parts[0]
            yield _wrong(draft, greeting.names, right)
    elif not mentions(opening, [customer]):
        words = draft.text[greeting.start : greeting.words_end].rstrip(" ,!")
        is_free = not greeting.names and not words.lower().startswith(GENDERED)
        name = parts[0] if draft.language != "en" or words.lower() != "dear" else customer
        better = (f"{words}{', ' if draft.language == 'pt' else ' '}{name}",) if is_free else ()
        yield Flaw("no_name", greeting.start, greeting.end, better, {"name": customer})


def _wrong(draft: Draft, names: tuple[tuple[str, int, int], ...], right: str) -> Flaw:
    start, end = names[0][1], names[-1][2]
    return Flaw("wrong_name", start, end, (right,), {"name": right, "found": draft.text[start:end]})


def _person(name: str) -> str:
    """The name of a person to be greeted by, or nothing: an address or a firm is none."""
    if NO_PERSON.search(name):
        return ""
    name = " ".join(name.split())
    return name.title() if name.islower() or name.isupper() and len(name) > 3 else name


def _greeting(draft: Draft, words: Words) -> Greeting | None:
    text = flat(draft.text)
    first, last = draft.sentences[0][0], draft.sentences[-1][1]
    most = OPENING_LINES if draft.is_written else 1
    for line, _ in zip(LINE.finditer(draft.text, first, last), range(most), strict=False):
        start = line.end() - len(line[0].lstrip())
        found = words.greetings.pattern.match(text, start, line.end())
        bye = words.sign_offs.pattern.match(text, start, line.end())
        if found and (bye is None or bye.end() <= found.end()):
            return _named(draft.text, found.span(), words)
        if line.end() - start > LONGEST_HEADING and not LABEL.match(draft.text, start):
            return None
    return None


def _named(text: str, greeting: Span, words: Words) -> Greeting:
    """The greeting with the names that follow it; "Hi there" and "Dear customer" are greetings as a whole."""
    (start, words_end), end = greeting, greeting[1]
    names: list[tuple[str, int, int]] = []
    titles, several = False, False
    gap = AFTER_GREETING.match(text, end)
    position = gap.end() if gap else end
    for _ in range(MOST_NAMES):
        word = NAME.match(text, position)
        small = word[0].lower() if word else ""
        if word is None or small.rstrip(".") in words.no_names:
            break
        if small in words.titles or small.rstrip(".") in words.titles:
            titles, several = titles or small not in AND, several or small in AND
        elif small.rstrip(".") in words.anyone:
            end = word.end()
        elif word[0][0].isupper() or small in PARTICLES and names:
            names.append((word[0].rstrip("."), position, word.end() - word[0].endswith(".")))
        else:
            break
        position = word.end()
        gap = BETWEEN_NAMES.match(text, position)
        if gap is None or word[0].endswith(".") and small not in words.titles:
            break
        several = several or "&" in gap[0]
        position = gap.end()
    certain = ENDS.match(text, position) is not None or (position > 0 and text[position - 1] == ".")
    names = [name for name in names if name[0].lower() not in PARTICLES]
    return Greeting(start, words_end, end, tuple(names), certain, titles, several)


def _fits(name: str, parts: Sequence[str], has_title: bool) -> bool:
    """Whether somebody with these names may be called so; after a title only surnames as they are will do."""
    own = [piece for part in parts for piece in _pieces(part)]
    return any(_is_same(_folded(name), _folded(part), has_title) for part in parts) or all(
        any(_is_same(piece, one, has_title) for one in own) for piece in _pieces(name)
    )


def _pieces(name: str) -> list[str]:
    return [_folded(piece) for piece in name.split("-") if piece] or [""]


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    return "".join(sign for sign in plain if sign.isalpha())


def _is_same(one: str, other: str, has_title: bool) -> bool:
    if one == other or has_title:
        return one == other
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short)
    if long in SHORT_NAMES.get(short, ()) or short in SHORT_NAMES.get(long, ()):
        return True
    return len(short) >= 3 and len(long) - len(short) >= 3 and long.startswith(short)  # Alex, Alexander


def check_sign_off(draft: Draft) -> Iterator[Flaw]:
    """Find `no_sign_off` where a letter just stops: no closing words, no name. No slots."""
    words = WORDS.get(draft.language)
    if words is None or not draft.sentences or not draft.is_written:
        return
    end = draft.sentences[-1][1]
    if not SIGNATURE_FOLLOWS.match(draft.text, end) and not _is_signed(draft, words):
        yield Flaw("no_sign_off", end, end)


def _is_signed(draft: Draft, words: Words) -> bool:
    text, (first, last) = flat(draft.text), (draft.sentences[0][0], draft.sentences[-1][1])
    lines = _last_lines(draft.text, first, last)
    for start, end in (*lines, *draft.sentences[-3:]):
        found = words.sign_offs.pattern.match(text, start, end)
        if found and _only_names(draft.text[found.end() : end]):
            return True
    names = [name for name in (draft.agent.name, draft.organisation) if name]
    ends = [draft.text[start:end] for start, end in lines[-6:] if start > first and end - start <= LONGEST_SIGNATURE]
    return any(mentions(line, names) and line[-1] not in ".?!" or SIGNED_BY.match(line) for line in ends)


def _last_lines(text: str, first: int, last: int) -> list[Span]:
    """The last lines of text[first:last] that are not empty, in order, trimmed."""
    lines: list[Span] = []
    while first < last and len(lines) < CLOSING_LINES:
        start = max(first, text.rfind("\n", first, last) + 1)
        line = text[start:last]
        if line.strip():
            lines.append((start + len(line) - len(line.lstrip()), start + len(line.rstrip())))
        last = start - 1
    return lines[::-1]


def _only_names(rest: str) -> bool:
    """Whether nothing but a mark, or whose greetings they are, follows closing words."""
    rest = rest.strip(" \t\n,.!:–-*")
    return not rest or rest[0].isupper() and len(rest) <= 3 * LONGEST_SIGNATURE or FROM.match(rest) is not None
