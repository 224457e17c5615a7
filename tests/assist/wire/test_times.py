"""RFC 3339, and the numbers of a replay."""

import pytest

from assist.wire.times import LIVE, MONDAY_MORNING, NUMBERED, read_rfc3339, write_rfc3339


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024-01-01T09:00:00Z", "2024-01-01T09:00:00.000Z"),
        ("2024-01-01t10:00:00.25+01:00", "2024-01-01T09:00:00.250Z"),
        ("2024-01-01 09:00:00.123456789Z", "2024-01-01T09:00:00.123Z"),
    ],
)
def test_times_are_read_and_written(text: str, written: str) -> None:
    """Any offset comes in, UTC with milliseconds goes out."""
    assert write_rfc3339(read_rfc3339(text)) == written


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-01-01T09:00:00", "no time zone"),
        ("yesterday", "RFC 3339"),
        ("2024-02-30T09:00:00Z", "no date"),
        ("0001-01-01T00:00:00+23:00", "years"),
        ("2024-01-01", "RFC 3339"),
        (17, "RFC 3339"),
        (None, "RFC 3339"),
    ],
)
def test_what_is_no_time_is_refused(text: object, said: str) -> None:
    """A naive time is not guessed at."""
    with pytest.raises(ValueError, match=said):
        LIVE.read(text)


@pytest.mark.parametrize("number", [0, 117, 2898.4, 100.001, 86_400 * 300])
def test_numbers_come_back_as_they_came(number: float) -> None:
    """117 stays 117 and 2898.4 stays 2898.4, type and all."""
    out = NUMBERED.write(NUMBERED.read(number))
    assert out == number
    assert type(out) is type(number)


def test_numbers_count_from_a_monday_morning() -> None:
    """The core always sees seconds since the epoch."""
    assert LIVE.write(NUMBERED.read(0)) == "2024-01-01T09:00:00.000Z"
    assert NUMBERED.read(1.5) == MONDAY_MORNING + 1.5


@pytest.mark.parametrize("number", [True, "5", None, -1, float("inf"), float("nan"), 1e12, 10**400])
def test_what_is_no_number_of_seconds_is_refused(number: object) -> None:
    """Numbers and times do not mix."""
    with pytest.raises(ValueError, match="must"):
        NUMBERED.read(number)
