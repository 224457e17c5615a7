"""Which conversations, and what of them."""

from datetime import UTC, datetime
from math import inf
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from assist.core.events import Channel, Participant
from assist.scorecards.filters import Filters, read_bound, read_zone
from assist.scorecards.measure import Asked, scorecards
from tests.assist.core.samples import MONDAY_NINE as T
from tests.assist.core.samples import STANDARDS
from tests.assist.scorecards.sheets import held, sheet

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY_S = 86_400.0
SOME = sheet(
    [
        held("c1", "kim", customer=Participant(language="sv")),
        held("c2", "lee", T + DAY_S, channel=Channel.PHONE, customer=Participant(language="da")),
        held("c3", "lee", T + 14.5 * 3600),  # 23:30 in London, the next day in Stockholm
    ]
)


def total(**filters: Any) -> Any:
    return scorecards(SOME, Asked(Filters(**filters), shows_small=True), STANDARDS, T + 9 * DAY_S)["total"]


@pytest.mark.parametrize(
    ("filters", "conversations"),
    [
        ({}, 3),
        ({"agent": "lee"}, 2),
        ({"agent": "nobody"}, 0),
        ({"channel": "phone"}, 1),
        ({"language": "sv"}, 1),
        ({"language": "sv", "agent": "lee"}, 0),
        ({"moment": "apologise"}, 3),
        ({"moment": "calm"}, 0),
        ({"since": T + 501}, 2),
        ({"until": T}, 0),
        ({"since": T, "until": T + 1}, 1),
    ],
)
def test_what_fits(filters: dict[str, Any], conversations: int) -> None:
    assert total(**filters)["conversations"] == conversations


def test_each_need_belongs_to_its_own_time() -> None:
    """A conversation that goes on past the end of the period is in it with what happened before."""
    assert total(until=T + 25)["needed"] == 1
    assert total(since=T + 25, until=T + 600)["needed"] == 2
    assert "holds" not in total(moment="apologise")


def test_days_end_where_the_customer_lives() -> None:
    answers = [
        scorecards(SOME, Asked(Filters(zone=zone), ("day",), shows_small=True), STANDARDS, T + 9 * DAY_S)
        for zone in (UTC, STOCKHOLM)
    ]
    days = [{row["day"]: row["conversations"] for row in answer["rows"]} for answer in answers]
    assert days == [{"2024-01-01": 2, "2024-01-02": 1}, {"2024-01-01": 1, "2024-01-02": 2}]


def test_bounds() -> None:
    """A last day counts with all its hours, also the one that has 25."""
    assert read_bound("2024-10-27", STOCKHOLM, is_end=False) == datetime(2024, 10, 26, 22, tzinfo=UTC).timestamp()
    assert read_bound("2024-10-27", STOCKHOLM, is_end=True) == datetime(2024, 10, 27, 23, tzinfo=UTC).timestamp()
    assert read_bound("2024-01-01T09:00:00Z", STOCKHOLM, is_end=True) == T
    for wrong, words in (("2024-02-30", "no day that exists"), ("monday", "RFC 3339")):
        with pytest.raises(ValueError, match=words):
            read_bound(wrong, UTC, is_end=True)
    assert read_bound("0001-01-01", UTC, is_end=False) > -inf
    assert read_bound("9999-12-31", UTC, is_end=True) == inf


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "/etc/passwd", "Europe", "", "x" * 300, "\0"])
def test_unknown_zones(name: str) -> None:
    with pytest.raises(ValueError, match="no time zone known here"):
        read_zone(name)
    assert read_zone("Europe/Lisbon") == ZoneInfo("Europe/Lisbon")
