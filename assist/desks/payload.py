"""Reading what a desk sends: every refusal names the field, and nothing of its content."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from unicodedata import category

from assist.errors import InvalidRequest
from assist.wire.bodies import MOST_TEXT
from assist.wire.faults import fault, refusal
from assist.wire.text import parse

MOST_NAME = 200
MILLISECONDS = 1e11  # a number of seconds this large is meant in milliseconds


class Payload:
    """A JSON object, or a part of one, that knows where it stands."""

    def __init__(self, value: object, path: str = "") -> None:
        """InvalidRequest when `value` is no object."""
        if not isinstance(value, dict):
            raise refusal([fault(path, "must be a JSON object")])
        self._value: dict[str, Any] = value
        self._path = path

    @classmethod
    def of(cls, body: bytes) -> "Payload":
        """The object in a body."""
        return cls(parse(body))

    def part(self, *names: str) -> "Payload":
        """The object under these names, one inside the other; an empty one where there is none."""
        found = self._find(names)
        return Payload({} if found is None else found, self._at(*names))

    def parts(self, *names: str) -> "Iterator[Payload]":
        """The objects of the list under these names."""
        found = self._find(names)
        if found is None:
            return
        if not isinstance(found, list):
            raise refusal([fault(self._at(*names), "must be a list")])
        for index, item in enumerate(found):
            yield Payload(item, f"{self._at(*names)}.{index}")

    def words(self, *names: str) -> list[str]:
        """The texts of the list under these names; none where there is no list."""
        found = self._find(names)
        if found is None:
            return []
        if not isinstance(found, list):
            raise refusal([fault(self._at(*names), "must be a list")])
        return [clean(item) for item in found if isinstance(item, str)]

    def text(self, *names: str, most: int = MOST_TEXT) -> str:
        """The text under these names (a number as its digits), "" where there is none; what cannot be stored goes.

        At most `most` characters of it: a message's, if not told otherwise.
        """
        found = self._find(names)
        if found is None or found is False:
            return ""
        if isinstance(found, bool) or not isinstance(found, str | int):
            raise refusal([fault(self._at(*names), "must be text")])
        return clean(str(found), most)

    def needed(self, *names: str) -> str:
        """The text under these names; InvalidRequest when there is none."""
        found = self.text(*names).strip()
        if not found:
            raise refusal([fault(self._at(*names), "is missing")])
        return found

    def name(self, *names: str) -> str:
        """The text under these names as the name of somebody."""
        name = " ".join(self.text(*names).split())
        return "".join(sign for sign in name if category(sign) != "Cc")[:MOST_NAME]

    def flag(self, *names: str) -> bool:
        """Whether what stands under these names is true."""
        return self._find(names) in (True, "true", 1)

    def time(self, *names: str) -> float | None:
        """The time under these names in seconds since the epoch: RFC 3339 text, or seconds or milliseconds."""
        found = self._find(names)
        if found is None or found == "":
            return None
        if isinstance(found, bool) or not isinstance(found, str | int | float):
            raise refusal([fault(self._at(*names), "must be a time")])
        seconds = _seconds(found)
        if seconds is None:
            raise refusal([fault(self._at(*names), "must be a time")])
        return seconds

    def _find(self, names: tuple[str, ...]) -> object:
        found: object = self._value
        for index, name in enumerate(names):
            if found is None:
                return None
            if not isinstance(found, dict):
                raise refusal([fault(self._at(*names[:index]), "must be a JSON object")])
            found = found.get(name)
        return found

    def _at(self, *names: str) -> str:
        return ".".join(filter(None, (self._path, *names)))


def clean(text: str, most: int = MOST_TEXT) -> str:
    """`text` without NUL and halves of characters, as long as a message may be."""
    whole = text.replace("\0", "").encode("utf-8", "replace").decode()
    return whole[:most]


def _seconds(found: str | int | float) -> float | None:
    if isinstance(found, str) and not found.replace(".", "", 1).isdigit():
        try:
            moment = datetime.fromisoformat(found)
        except ValueError:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    try:
        number = float(found)
    except (OverflowError, ValueError):
        return None
    if not math.isfinite(number) or number < 0:
        return None
    return number / 1000 if number >= MILLISECONDS else number


__all__ = ["InvalidRequest", "Payload", "clean"]
