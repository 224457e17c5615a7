"""What a rule holds for: rules for chat and for letters, or for weekdays and for Sundays, do not contradict each other.

Words of all five languages are looked for together; few of them mean something else in another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_CHANNELS = {
    "chat": r"chatt?\w*",
    "email": r"e-?mails?|e-?post\w*|e-mail\w*|mails?|mejl\w*|correio ele[c]?tr[oó]nico|emails?",
    "letter": r"letters?|brev\w*|cartas?",
    "phone": r"(?:tele)?phone\w*|telefon(?:en|er|erna|samtal\w*)?|callers?|opkald\w*|telefone\w*",
    "voicemail": r"voicemail\w*|voice messages?|röstmeddeland\w*|telefonsvar\w*|talebesked\w*|talemelding\w*"
    r"|(?:mensage(?:m|ns)|correio) de voz|answering machine",
    "social": r"social media|social[ae]? medier|sosiale medier|redes sociais|facebook|instagram",
    "form": r"web forms?|formulär\w*|formular\w*|skjema\w*|formulário\w*",
}  # fmt: skip
_DAYS = {
    "weekday": r"(?:on |på |i |nos |em )(?:weekdays|vardagar\w*|hverdag\w*|dias (?:úteis|de semana))",
    "saturday": r"saturdays?|lördag\w*|lørdag\w*|sábados?",
    "sunday": r"sundays?|söndag\w*|søndag\w*|domingos?",
    "holiday": r"(?:public )?holidays?|helgdag\w*|röda dagar|helligdag\w*|feriados?",
}
_PATTERNS = {
    kind: {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for name, words in names.items()}
    for kind, names in (("channel", _CHANNELS), ("day", _DAYS))
}

Scope = Mapping[str, frozenset[str]]


def scope(text: str) -> Scope:
    """Return the channels and days that a sentence names; a kind that it does not name is left out."""
    found = {
        kind: frozenset(name for name, pattern in names.items() if pattern.search(text))
        for kind, names in _PATTERNS.items()
    }
    return {kind: names for kind, names in found.items() if names}


def are_apart(one: Scope, other: Scope) -> bool:
    """Whether two rules hold for different channels or days."""
    return any(one[kind].isdisjoint(other[kind]) for kind in one.keys() & other.keys())
