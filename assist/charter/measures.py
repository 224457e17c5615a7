"""What the charter can promise: each standard with the moment whose guideline it quotes, and how it is measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assist.core.conditions import Standards
from assist.core.events import Channel
from assist.scorecards.filters import Filters
from assist.scorecards.measure import Asked, scorecards
from assist.scorecards.sheet import Sheet
from assist.wire.charter import Adherence
from assist.wire.scorecards import LEAST, Row, Times

Waiting = Literal["first_reply", "ringing", "holds"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A standard that may be published: of a time (`standard`, on `channel` or on all) or of a moment alone.

    `waiting` says which wait of the scorecards it is measured by; a moment alone is measured by itself if
    `is_measured`.
    """

    id: str
    moment: str
    standard: str | None = None
    channel: Channel | None = None
    waiting: Waiting | None = None
    is_measured: bool = True
    is_published: bool = True

    def seconds(self, standards: Standards) -> float | None:
        """The figure that the workspace promises; None where it promises nothing, or this is no matter of time."""
        if self.standard is None:
            return None
        value = standards.values.get(self.standard)
        if not isinstance(value, Mapping):
            return value
        if self.channel is not None:
            return value.get(self.channel.value)
        return max(value.values(), default=None)  # what holds everywhere

    def can_be_published(self, standards: Standards) -> bool:
        """Whether there is something to promise."""
        return self.standard is None or self.seconds(standards) is not None


def _reply(channel: Channel, moment: str, is_published: bool = True) -> Measure:
    return Measure(f"reply_s.{channel.value}", moment, "reply_s", channel, "first_reply", is_published=is_published)


MEASURES = (
    Measure("ring_s", "answer_promptly", "ring_s", Channel.PHONE, "ringing"),
    _reply(Channel.CHAT, "answer_promptly"),
    _reply(Channel.EMAIL, "return_message"),
    _reply(Channel.FORM, "return_message", is_published=False),
    _reply(Channel.SOCIAL, "respond_to_public_post", is_published=False),
    _reply(Channel.LETTER, "return_message", is_published=False),
    Measure("voicemail_s", "return_message", "voicemail_s", Channel.VOICEMAIL, "first_reply"),
    Measure("hold_limit_s", "check_back_during_hold", "hold_limit_s", None, "holds"),
    Measure("greet_and_introduce", "greet_and_introduce"),
    Measure("answer_every_question", "answer_every_question"),
    Measure("confirm_resolution", "confirm_resolution"),
    Measure("keep_promise", "keep_promise", is_measured=False),  # its moment sees those alone that nearly ran out
    Measure("offer_escalation", "offer_escalation", is_published=False),
)
BY_ID = {measure.id: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Figures:
    """What the scorecards measured in the charter's time: rows by channel and by moment, and the row of everything."""

    channels: Mapping[str, Row]
    moments: Mapping[str, Row]
    total: Row | None = None

    def adherence(self, measure: Measure) -> Adherence | None:
        """How often the standard was kept; None with so few cases that they could be one person's."""
        if measure.waiting is None:
            return _kept_moment(self.moments.get(measure.moment)) if measure.is_measured else None
        row = self.channels.get(measure.channel.value) if measure.channel else self.total
        return _kept_time(row.get(measure.waiting)) if row else None


NOTHING_MEASURED = Figures({}, {})


def figures_of(sheet: Sheet, *, since: float, standards: Standards, as_of: float) -> Figures:
    """What the scores of conversations say of the time from `since` to `as_of` (seconds since the epoch)."""
    filters = Filters(since, as_of)
    channels = scorecards(sheet, Asked(filters, ("channel",)), standards, as_of)
    moments = scorecards(sheet, Asked(filters, ("moment",)), standards, as_of)
    return Figures(
        {row["channel"]: row for row in channels["rows"]},
        {row["moment"]: row for row in moments["rows"]},
        channels["total"],
    )


def _kept_moment(row: Row | None) -> Adherence | None:
    return _adherence(row["done"], row["needed"] - row["open"]) if row else None


def _kept_time(times: Times | None) -> Adherence | None:
    return _adherence(times["within"], times["judged"]) if times else None


def _adherence(kept: int, of: int) -> Adherence | None:
    return {"kept": kept, "count": of, "share": round(kept / of, 4)} if of >= LEAST else None
