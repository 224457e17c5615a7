"""Persons leave the house under other names, `{customer}`, `{agent}`, `{telephone}`, and come back with the answer.

Hidden are the names that the conversation knows, and what `masking` knows. A name that somebody mentions in passing
is not known, and goes.
"""

import re

from assist.core.names import PARTICLES, first_name
from assist.masking import replaced

PLACEHOLDER = re.compile(r"\{(\w+)\}")
CUSTOMER, AGENT = "customer", "agent"


class Placeholders:
    """What stands for whom in one request."""

    def __init__(self, customer: str = "", agent: str = "") -> None:
        self._names = [(who, _pattern(name)) for who, name in ((CUSTOMER, customer), (AGENT, agent)) if name.strip()]
        self._shown = {who: first_name(name) for who, name in ((CUSTOMER, customer), (AGENT, agent)) if name.strip()}
        self._hidden: dict[str, str] = {}

    @property
    def known(self) -> frozenset[str]:
        """The placeholders in use."""
        return frozenset(self._shown)

    def hide(self, text: str) -> str:
        """`text` with a placeholder in the place of each person and each identifier; no other braces are left."""
        text = replaced(text.translate(BRACES), self._stand_in)
        for who, pattern in self._names:
            text = pattern.sub(f"{{{who}}}", text)
        return text

    def restore(self, text: str) -> str:
        """`text` with what the placeholders stand for; one that stands for nothing stays."""
        return PLACEHOLDER.sub(lambda match: self._shown.get(match.group(1), match.group()), text)

    def _stand_in(self, label: str, original: str) -> str:
        if original not in self._hidden:
            kind = re.sub(r"\W+", "_", label.strip("[]").lower())
            taken = sum(name.startswith(kind) for name in self._shown)
            self._hidden[original] = f"{kind}_{taken + 1}" if taken else kind
            self._shown[self._hidden[original]] = original
        return f"{{{self._hidden[original]}}}"


BRACES = str.maketrans("{}", "()")


def _pattern(name: str) -> re.Pattern[str]:
    """Any part of a name or several in a row, in any case, also with the s of a genitive behind it."""
    parts = [part for part in re.findall(r"[^\W\d_][\w'’-]*", name) if len(part) > 1 and part.lower() not in PARTICLES]
    if not parts:
        return re.compile(r"(?!)")
    one = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    between = rf"(?:\s+(?:{'|'.join(sorted(PARTICLES))}))*\s+"
    return re.compile(rf"(?<![\w{{])(?:{one})(?:{between}(?:{one}))*(?=s?(?!\w))", re.IGNORECASE)
