"""What a request's `Accept` headers prefer of what there is (RFC 9110, section 12.4.2)."""

from collections.abc import Mapping
from typing import TypeVar

from aiohttp import web

T = TypeVar("T")
MOST = 1_000  # characters of a header that are read


def preferred(request: web.Request, header: str, choices: Mapping[str, T]) -> T | None:
    """The choice of the highest weight, and of several the first; None when none is asked for.

    `choices` by what the header calls them, in small letters; of a language its subtags do not count.
    """
    best, most = None, 0.0
    for part in request.headers.get(header, "")[:MOST].lower().split(","):
        name, _, parameters = part.strip().partition(";")
        choice = choices.get(name.strip()) or choices.get(name.strip().partition("-")[0])
        weight = _weight(parameters)
        if choice is not None and weight > most:
            best, most = choice, weight
    return best


def _weight(parameters: str) -> float:
    """What stands after `q=`; 1 without it, 0 when it is no weight."""
    for parameter in parameters.replace(" ", "").split(";"):
        name, _, value = parameter.partition("=")
        if name == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return weight if 0.0 <= weight <= 1.0 else 0.0
    return 1.0
