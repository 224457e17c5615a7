"""The standards of a workspace on the wire: what is put in, and what is shown with its versions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import Field, WithJsonSchema
from typing_extensions import TypedDict

from assist.core.attention import MOST_KEPT
from assist.core.conditions import Standards
from assist.core.events import Channel
from assist.core.prompts import Priority
from assist.errors import Fault
from assist.wire.bodies import Body, Name
from assist.wire.faults import fault, shown
from assist.wire.times import Time

YEAR_S = 366 * 86_400
IN_SECONDS = "_s"  # how a standard's name ends that is a time; the others are shares
CHANNELS = tuple(channel.value for channel in Channel)

_NUMBER = {"type": "number", "exclusiveMinimum": 0, "maximum": YEAR_S}
_EACH = {"type": "object", "properties": dict.fromkeys(CHANNELS, _NUMBER), "additionalProperties": False}
_VALUES = {"type": "object", "additionalProperties": {"anyOf": [_NUMBER, _EACH, {"type": "null"}]}}

Values = Annotated[dict[str, object], WithJsonSchema(_VALUES)]
Limit = Annotated[int, Field(ge=0, le=MOST_KEPT, strict=True)]
Tenure = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z0-9][a-z0-9 _-]*$")]


class AllowanceBody(Body):
    """How many prompts of a priority or of a higher one an agent may be asked to read."""

    at_once: dict[Priority, Limit] = Field(default_factory=dict)
    per_minute: dict[Priority, Limit] = Field(default_factory=dict)


class StandardsBody(Body):
    """Every standard of the workspace: seconds (or a share, where the name does not end in `_s`), for all channels or
    for each; null where nothing is promised. Without `attention` it stays as it is.

    `version` is the one that was edited: another that came meanwhile is not written over. `note` says why.
    """

    standards: Values
    attention: dict[Tenure, AllowanceBody] | None = Field(default=None, max_length=50)
    version: int | None = Field(default=None, ge=0, le=10**9, strict=True)
    note: Name = ""


class ChangeShown(TypedDict):
    """One figure that a version changed; null where there was, or is, none."""

    field: str
    before: float | None
    after: float | None


class VersionShown(TypedDict):
    """Who changed the standards, when, why, and what. `by` is an agent or the id of a key, empty for neither."""

    version: int
    at: Time
    by: str
    note: str
    changes: list[ChangeShown]


class StandardsShown(TypedDict):
    """The standards that the engine goes by. Version 0 is the playbook's own. `moments` watch a standard each.

    `versions` are the latest first.
    """

    version: int
    standards: dict[str, float | dict[str, float] | None]
    attention: dict[str, dict[str, dict[str, int]]]
    moments: dict[str, list[str]]
    versions: list[VersionShown]


def faults_in(values: Mapping[str, object], known: Iterable[str]) -> Iterator[Fault]:
    """What is wrong with the standards of a body, of which there have to be those `known` and no others."""
    names = sorted(known)
    for name, value in values.items():
        if name not in names:
            yield fault(f"standards.{shown(name)}", f"is no standard here; there are {', '.join(names)}")
        elif isinstance(value, dict):
            for channel, number in value.items():
                yield from _faults_of(f"standards.{name}.{shown(channel)}", name, number, channel)
        elif value is not None:
            yield from _faults_of(f"standards.{name}", name, value)
    for name in names:
        if name not in values:
            yield fault(f"standards.{name}", "is missing; say null where nothing is promised")


def _faults_of(field: str, name: str, number: object, channel: str = CHANNELS[0]) -> Iterator[Fault]:
    most, what = (YEAR_S, "a number of seconds, more than 0 and a year at most")
    if not name.endswith(IN_SECONDS):
        most, what = 1, "a share: a number above 0 and at most 1"
    if channel not in CHANNELS:
        yield fault(field, f"is no channel; there are {', '.join(CHANNELS)}")
    elif isinstance(number, bool) or not isinstance(number, int | float) or not 0 < number <= most:
        yield fault(field, f"must be {what}")


def values_of(standards: Standards, known: Iterable[str]) -> dict[str, float | dict[str, float] | None]:
    """The figures as data; those `known` that the workspace says nothing about are null."""
    shown_values: dict[str, float | dict[str, float] | None] = dict.fromkeys(sorted(known))
    for name, value in standards.values.items():
        shown_values[name] = dict(value) if isinstance(value, Mapping) else value
    return shown_values


def attention_of(standards: Standards) -> dict[str, dict[str, dict[str, int]]]:
    """The agents' attention as data."""
    return {
        tenure: {
            "at_once": {priority.value: most for priority, most in allowance.at_once.items()},
            "per_minute": {priority.value: most for priority, most in allowance.per_minute.items()},
        }
        for tenure, allowance in standards.attention.items()
    }
