"""Which words name a time, before anybody asks what time that is."""

import pytest

from assist.core.promise_grammar import WORKING_DAY, Clock, Length, Point, lengths_in, points_in
from assist.core.promise_words import NEXT_WEEK, TOMORROW, Day

HOUR = 3600.0


def test_of_overlapping_lengths_the_longest_is_kept() -> None:
    """An hour and a half is neither an hour nor a half."""
    assert lengths_in("an hour and a half") == [Length(0, 18, 1, 1.5 * HOUR)]


def test_lengths_come_in_order_of_the_text() -> None:
    """Every length once, though two languages share its words."""
    assert lengths_in("om 5 minuter, om en time") == [Length(0, 12, 5, 60.0), Length(14, 24, 1, HOUR)]


def test_a_range_counts_by_its_end() -> None:
    """Two to three days are three."""
    assert lengths_in("two to three days") == [Length(0, 17, 3, 86_400.0)]
    assert lengths_in("2–3 arbetsdagar") == [Length(0, 15, 3, WORKING_DAY)]


@pytest.mark.parametrize(
    "text",
    [
        "en timme",
        "an hour",
        "You waited half an hour",
        "uma hora",
        "Vi väntade i 3 timmar",
        "ti min",
        "0 minutes",
    ],
)
def test_a_length_needs_a_number_or_a_word_before_it(text: str) -> None:
    """An article alone, a past length and a letter too few are no lengths from now."""
    assert lengths_in(text) == []


def test_within_makes_even_a_past_verb_future() -> None:
    """The word right before the length decides."""
    assert lengths_in("You waited, so within 10 minutes") == [Length(15, 32, 10, 60.0)]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("kl 3", Clock(3 * HOUR, is_loose=True)),
        ("kl. 03.00", Clock(3 * HOUR, is_loose=False)),
        ("3 am", Clock(3 * HOUR, is_loose=False)),
        ("12 pm", Clock(12 * HOUR, is_loose=False)),
        ("12 a.m.", Clock(0, is_loose=False)),
        ("3 o'clock", Clock(3 * HOUR, is_loose=True)),
        ("14-tiden", Clock(14 * HOUR, is_loose=True)),
        ("halv tolv", Clock(11.5 * HOUR, is_loose=True)),
        ("às sete e meia", Clock(7.5 * HOUR, is_loose=True)),
        ("18h20", Clock(18 * HOUR + 1200, is_loose=True)),
        ("before three, please", Clock(3 * HOUR, is_loose=True)),
    ],
)
def test_times_of_day(text: str, clock: Clock) -> None:
    """A time of day in seconds, and whether it may be meant on a twelve-hour clock."""
    assert [point.clock for point in points_in(text)] == [clock]


@pytest.mark.parametrize("text", ["15.50", "3 h", "kl. 24", "12:60", "before three people", "15"])
def test_other_numbers_are_no_times_of_day(text: str) -> None:
    """Prices, lengths and counts tell no time."""
    assert points_in(text) == []


def test_days_and_parts_of_days() -> None:
    """A part of a day stands alone only with its preposition."""
    assert points_in("imorgon förmiddag") == [
        Point(0, 7, day=TOMORROW),
        Point(8, 17, part=12, stands_alone=False),
    ]
    assert points_in("in the evening") == [Point(0, 14, part=21, stands_alone=True)]
    assert points_in("before lunch") == [Point(0, 12, part=12)]
    assert points_in("next week on Sunday") == [Point(0, 9, day=NEXT_WEEK), Point(13, 19, day=Day(weekday=6))]


def test_a_day_gone_by_is_left_out() -> None:
    """Last Friday and "sexta-feira passada" lie behind."""
    assert points_in("last Friday") == []
    assert points_in("sexta-feira passada") == []
