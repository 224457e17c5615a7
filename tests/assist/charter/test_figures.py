"""Figures in words."""

import pytest

from assist.charter import figures


@pytest.mark.parametrize(
    ("seconds", "language", "said"),
    [
        (1, "en", "1\u00a0second"),
        (20, "sv", "20\u00a0sekunder"),
        (60, "da", "1\u00a0minut"),
        (90, "nb", "90\u00a0sekunder"),
        (3600, "pt", "1\u00a0hora"),
        (5400, "pt", "90\u00a0minutos"),
        (14_400, "sv", "4\u00a0timmar"),
        (86_400, "da", "24\u00a0timer"),
        (90_000, "en", "25\u00a0hours"),
        (432_000, "nb", "5\u00a0dager"),
        (0.5, "en", "0.5\u00a0seconds"),
        (7_776_000, "pt", "90\u00a0dias"),
    ],
)
def test_a_length_of_time_is_said_exactly(seconds: float, language: str, said: str) -> None:
    assert figures.in_words(seconds, language) == said


def test_a_share_is_never_said_better_than_it_was() -> None:
    assert figures.share(999, 1000, "en") == "99%"
    assert figures.share(1000, 1000, "en") == "100%"
    assert figures.share(0, 7, "sv") == "0\u00a0%"
    assert figures.share(29, 100, "sv") == "29\u00a0%"  # 0.29 * 100 would be 28.999...


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("sv", "28 november 2026", "12\u00a0345"),
        ("da", "28. november 2026", "12.345"),
        ("nb", "28. november 2026", "12\u00a0345"),
        ("pt", "28 de novembro de 2026", "12\u00a0345"),
        ("en", "28 November 2026", "12,345"),
    ],
)
def test_days_and_counts_are_written_as_a_native_would(language: str, day: str, number: str) -> None:
    assert figures.day("2026-11-28", language) == figures.day(1_795_850_000.0, language) == day
    assert figures.count(12_345, language) == number
