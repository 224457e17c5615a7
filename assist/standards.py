"""The versions of a workspace's standards: each is kept whole, with who changed what, when and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assist.core.attention import Allowance
from assist.core.conditions import Passed, Standards, parts_of
from assist.core.playbook import Playbook
from assist.core.prompts import Priority
from assist.wire.standards import ChangeShown, attention_of, values_of
from assist.wire.text import dump, parse

KIND = "standards"
Values = Mapping[str, float | Mapping[str, float] | None]


@dataclass(frozen=True, slots=True)
class Version:
    """The standards as they were from `at` (seconds since the epoch) on; numbers count from 1."""

    number: int
    at: float
    by: str
    note: str
    changes: tuple[ChangeShown, ...]
    standards: Standards

    @property
    def name(self) -> str:
        """What it is kept under."""
        return f"{self.number:09d}"


def versions_of(kept: Mapping[str, bytes]) -> list[Version]:
    """All versions that are kept, the latest first."""
    return [_read(int(name), kept[name]) for name in sorted(kept, reverse=True)]


def to_bytes(version: Version) -> bytes:
    """What is kept of a version."""
    standards = version.standards
    return dump(
        {
            "at": version.at,
            "by": version.by,
            "note": version.note,
            "changes": version.changes,
            "standards": values_of(standards, ()),
            "attention": attention_of(standards),
        }
    )


def watched(playbook: Playbook) -> dict[str, list[str]]:
    """Every standard that the workspace has or that some moment watches, with those moments."""
    found: dict[str, list[str]] = {name: [] for name in playbook.standards.values}
    for moment in playbook.moments:
        for condition in (moment.opens, moment.done_when, moment.withdrawn_when):
            for part in parts_of(condition, playbook.shared):
                if isinstance(part, Passed) and moment.id not in found.setdefault(part.standard, []):
                    found[part.standard].append(moment.id)
    return found


def standards_from(values: Mapping[str, object], attention: Mapping[str, Allowance]) -> Standards:
    """Standards of figures that were checked."""
    given = {name: value for name, value in values.items() if value is not None}
    return Standards(given, attention)  # type: ignore[arg-type]


def changes_between(before: Standards, after: Standards) -> list[ChangeShown]:
    """Every figure that is not what it was, by its path."""
    old, new = dict(_figures(before)), dict(_figures(after))
    return [
        {"field": field, "before": old.get(field), "after": new.get(field)}
        for field in sorted(old.keys() | new.keys())
        if old.get(field) != new.get(field)
    ]


def _figures(standards: Standards) -> Iterator[tuple[str, float]]:
    for name, value in values_of(standards, ()).items():
        if isinstance(value, dict):
            yield from ((f"{name}.{channel}", number) for channel, number in value.items())
        elif value is not None:
            yield name, value
    for tenure, allowance in attention_of(standards).items():
        for span, limits in allowance.items():
            yield from ((f"attention.{tenure}.{span}.{priority}", most) for priority, most in limits.items())


def _read(number: int, body: bytes) -> Version:
    kept = parse(body)
    attention = {
        tenure: Allowance(_limits(allowance["at_once"]), _limits(allowance["per_minute"]))
        for tenure, allowance in kept["attention"].items()
    }
    standards = standards_from(kept["standards"], attention)
    return Version(number, kept["at"], kept["by"], kept["note"], tuple(kept["changes"]), standards)


def _limits(kept: Mapping[str, int]) -> dict[Priority, int]:
    return {Priority(priority): most for priority, most in kept.items()}
