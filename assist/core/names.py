"""Whether a text calls somebody by name: exact, because the names of a conversation are known."""

import re
from collections.abc import Iterable

# parts of names that are words of the five languages as well: "Maria da Silva", "The Bank of Fjordby"
PARTICLES = frozenset(
    {
        "a",
        "ab",
        "af",
        "and",
        "as",
        "av",
        "da",
        "das",
        "de",
        "dei",
        "del",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
    }
    | {"et", "for", "i", "la", "le", "of", "og", "och", "os", "the", "van", "von", "y", "zu"}
)


def first_name(name: str) -> str:
    """The name to address somebody with; empty when none is known."""
    return next(iter(name.split()), "")


def mentions(text: str, names: Iterable[str]) -> bool:
    """Say whether any of `names`, or a part of one (two letters or more), stands in `text` as a word."""
    parts = {part for name in names for part in name.split()}
    words = {part for part in parts if len(part) > 1 and part.lower() not in PARTICLES}
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in words)
