"""Whether a text calls somebody by name: exact, because the names of a conversation are known."""

import re
from collections.abc import Iterable


def first_name(name: str) -> str:
    """The name to address somebody with; empty when none is known."""
    return name.split()[0] if name.split() else ""


def mentions(text: str, names: Iterable[str]) -> bool:
    """Say whether any of `names`, or a part of one (three letters or more), stands in `text` as a word."""
    words = {part for name in names for part in (name, *name.split()) if len(part) >= 2}
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in words)
