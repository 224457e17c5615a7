"""An endpoint that fails is left alone for longer and longer, and tried by one call at a time."""

from assist.wording.breaker import FAILURES, FIRST_S, LONGEST_S, Breaker
from tests.assist.stand_ins import Clock


def test_a_few_failures_in_a_row_begin_a_rest() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(FAILURES - 1):
        assert breaker.failed() is None
    assert not breaker.succeeded()
    for _ in range(FAILURES - 1):
        assert breaker.failed() is None
    assert breaker.may_ask()
    assert breaker.failed() == FIRST_S
    assert not breaker.may_ask()


def test_after_a_rest_one_tries() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    assert breaker.failed(is_lasting=True) == FIRST_S
    clock.now += FIRST_S
    assert breaker.may_ask()
    assert not breaker.may_ask()
    assert breaker.succeeded()
    assert breaker.may_ask()
    assert breaker.failed() is None


def test_rests_grow_and_only_the_first_is_told() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    breaker.failed(is_lasting=True)
    rests = []
    for _ in range(12):
        began = clock.now
        while not breaker.may_ask():
            clock.now += 1.0
        rests.append(clock.now - began)
        assert breaker.failed() is None
    assert rests[:3] == [FIRST_S, 2 * FIRST_S, 4 * FIRST_S]
    assert rests[-1] == LONGEST_S


def test_what_the_endpoint_asks_for_is_kept() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    assert breaker.failed(wait_s=45.0) == 45.0
    clock.now += 44.0
    assert not breaker.may_ask()
    assert Breaker(clock).failed(wait_s=1e9) == LONGEST_S
