"""The token bucket."""

from assist.server.guards.limits import TokenBucket
from tests.assist.stand_ins import Clock


def test_so_many_at_once_and_so_many_a_second() -> None:
    """A burst is fine, then one waits as long as it says; an idle bucket fills no further than full."""
    clock = Clock()
    bucket = TokenBucket(10, 5, clock)
    assert [bucket.take() for _ in range(5)] == [0.0] * 5
    assert round(bucket.take(), 6) == 0.1
    clock.now += 0.11
    assert bucket.take() == 0.0
    assert bucket.take() > 0
    clock.now += 3600
    assert [bucket.take() > 0 for _ in range(6)] == [False] * 5 + [True]
