"""Whether a rule bids or forbids: "always ask" and "do not ask" say the opposite of the same thing.

Only the first clause counts ("write plainly, and avoid jargon" bids), "not always" is no ban, and a negated comparison
with an amount is a limit ("nobody waits longer than a minute").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

_BANS = {
    "sv": "inte|ej|icke|aldrig|undvik(?:a)?",
    "da": "ikke|ej|aldrig|undgå|undlad",
    "nb": "ikke|aldri|unngå|la være",
    "pt": r"não(?!\s+\w+[ai]d[oa]s?\b)|nunca|jamais|evite|evitar",
    "en": r"not|never|cannot|avoid|\w+n['’]t",
}
_NOBODY = {  # only where the sentence begins: "no customer waits" forbids, "it needs no approval" does not
    "sv": "ingen|inget|inga",
    "da": "ingen|intet",
    "nb": "ingen|intet",
    "pt": "nenhum|nenhuma|ninguém",
    "en": "no|nobody|none",
}
_FORBIDDEN = {
    "sv": "förbjud(?:et|en|na)|otillåt(?:et|en|na)",
    "da": "forbudt|forbydes",
    "nb": "forbudt",
    "pt": "proibid[oa]s?|interdit[oa]s?",
    "en": "forbidden|prohibited|banned",
}
_DUTIES = {
    "sv": "alltid|ska|skall|måste|får|tillåt(?:et|en|na)|gärna|bör",
    "da": "altid|skal|må|tilladt|gerne|bør",
    "nb": "alltid|skal|må|tillatt|gjerne|bør",
    "pt": "sempre|deve(?:m)?|pode(?:m)?|permitid[oa]|obrigatóri[oa]|tem de|têm de",
    "en": "always|must|may|can|shall|should|allowed|do|does|please",
}
_LIMITS = {  # after a ban: a limit, which `quantities` compares
    "sv": "mer|mera|längre|fler|senare|oftare|över",
    "da": "mere|længere|flere|senere|oftere|over|end",
    "nb": "mer|lenger|flere|senere|oftere|over|enn",
    "pt": "mais|além|acima",
    "en": "more|longer|later|over|exceed|above",
}
_NOT_ALWAYS = re.compile(r"\b(?:inte|ikke|not|nem|não)\s+(?:alltid|altid|always|sempre)\b", re.IGNORECASE)
_INVERTED = re.compile(r"\W*\w+\s+(?:du|man|ni|dere)\b", re.IGNORECASE)  # "kender du ikke svaret, så spørg"
_JOINED = {"sv": "och|men|utan|så", "da": "og|men|så", "nb": "og|men|så", "pt": "e|mas", "en": "and|but|so"}
_SUBORDINATE = {
    "sv": "som|att|om|när|innan|medan|eftersom|även|utan att|så att|förrän|för att",
    "da": "som|der|at|hvis|når|før|mens|fordi|også|uden at|selv om|for at",
    "nb": "som|at|hvis|når|før|mens|fordi|også|uten å|selv om|for å",
    "pt": "que|se|quando|antes|enquanto|porque|mesmo|sem|para que|ainda que|a menos que",
    "en": "that|which|who|if|when|before|while|because|even|without|unless|until|so that|as soon as",
}


@dataclass(frozen=True, slots=True)
class Polarity:
    """Whether a sentence forbids, and where the words stand that say so or that bid: code points, in order."""

    forbids: bool
    marks: tuple[Span, ...]


def polarity(text: str, language: str, *, has_amount: bool = False) -> Polarity:
    """Return what a sentence in `language` does, which `has_amount` if it names a quantity.

    In a language not known it forbids nothing.
    """
    if language not in _BANS:
        return Polarity(False, ())
    start, end = _main_clause(text, language)
    bans = [span for span in _found(_NOBODY[language], text, start, end) if not text[start : span[0]].strip()]
    bans += _found(_BANS[language], text, start, end)
    is_limit = bool(bans) and has_amount and any(_found(_LIMITS[language], text, bans[0][1], len(text)))
    if is_limit or _NOT_ALWAYS.search(text, start, end):
        bans = []
    forbidden = [*_found(_FORBIDDEN[language], text, start, end)]
    duties = [*_found(_DUTIES[language], text, start, end)]
    is_double = bool(bans and forbidden)  # "not forbidden" is allowed
    return Polarity(bool(bans or forbidden) and not is_double, tuple(sorted([*bans, *forbidden, *duties])))


def _main_clause(text: str, language: str) -> Span:
    """Up to the first comma, joined or subordinate clause; of a sentence that begins with a condition, what follows."""
    subordinate, begun = _SUBORDINATE[language], 0
    opening = next(_found(subordinate, text, 0, len(text)), None)
    is_condition = bool(opening and not text[: opening[0]].strip(" \"'“”("))
    if (is_condition or _INVERTED.match(text)) and "," in text:
        return text.rindex(",") + 1, len(text)
    if opening and is_condition:
        begun = opening[1]
    ends = [span[0] for span in _found(f"{subordinate}|{_JOINED[language]}", text, begun, len(text))]
    comma = re.search("[,;:]", text[begun:])
    return 0, min([*ends, begun + comma.start() if comma else len(text), len(text)])


def _found(words: str, text: str, start: int, end: int) -> Iterator[Span]:
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    return (match.span() for match in pattern.finditer(text, start, end))
