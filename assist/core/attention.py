"""How many prompts an agent may be asked to read, at once and in a minute, by priority.

A prompt is held back only by prompts that press at least as much as itself: what is urgent never waits for
what is not, and a low one comes only where there is room for it beside all others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assist.core.prompts import RANK, Priority

MINUTE_S = 60.0
MOST_KEPT = 60  # openings; no limit is higher
ANYONE = "anyone"  # the allowance of an agent whose tenure has none of its own
AT_ONCE, PER_MINUTE = BUDGET = "budget:at_once", "budget:per_minute"


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most prompts of a priority or of a higher one; a priority without a figure has no limit."""

    at_once: Mapping[Priority, int] = field(default_factory=dict)
    per_minute: Mapping[Priority, int] = field(default_factory=dict)

    def refusal(self, priority: Priority, open_now: Iterable[Priority], lately: Iterable[Priority]) -> str | None:
        """Why one more prompt of this priority is too many, beside those open now and opened in the last minute."""
        if _is_full(self.at_once, priority, open_now):
            return AT_ONCE
        return PER_MINUTE if _is_full(self.per_minute, priority, lately) else None


@dataclass(frozen=True, slots=True)
class Opening:
    """That a prompt was opened, and how much it pressed."""

    at: float
    priority: Priority


UNLIMITED = Allowance()


def allowance_for(tenure: str, attention: Mapping[str, Allowance]) -> Allowance:
    """What an agent of this tenure may be asked to read; of a tenure that is not listed, what anyone may."""
    return attention.get(tenure.strip().lower()) or attention.get(ANYONE, UNLIMITED)


def lately(openings: Sequence[Opening], clock: float) -> tuple[Opening, ...]:
    """The openings of the minute before `clock`, the latest of them when there are very many."""
    return tuple(opening for opening in openings[-MOST_KEPT:] if clock < opening.at + MINUTE_S)


def next_room(openings: Sequence[Opening], clock: float) -> float | None:
    """When the earliest of these openings will be a minute ago; None when none is younger."""
    return min((opening.at + MINUTE_S for opening in lately(openings, clock)), default=None)


def _is_full(most: Mapping[Priority, int], priority: Priority, others: Iterable[Priority]) -> bool:
    limit = most.get(priority)
    return limit is not None and sum(RANK[other] <= RANK[priority] for other in others) >= limit
