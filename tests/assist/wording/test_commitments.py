"""Who may be bound by what: only by what the agent or the organisation has said."""

import pytest

from assist.wording.commitments import Basis, binds_anew, is_conditional, sentences_of


def bound(answer: str, language: str = "en", agent: str = "", customer: str = "") -> bool:
    return binds_anew(answer, language, Basis(sentences_of([agent]), sentences_of([agent, customer])))


@pytest.mark.parametrize(
    ("language", "promise", "demand", "restated"),
    [
        ("en", "We'll refund you", "I want a refund", "So you'd like a refund, is that right?"),
        ("sv", "Vi återbetalar dig", "Jag vill ha en återbetalning", "Så du vill ha en återbetalning, stämmer det?"),
        ("da", "Vi refunderer dig", "Jeg vil have en refusion", "Så du vil have en refusion, er det rigtigt?"),
        ("nb", "Vi refunderer deg", "Jeg vil ha refusjon", "Så du vil ha refusjon, stemmer det?"),
        ("pt", "Vamos reembolsá-lo", "Quero um reembolso", "Então quer um reembolso, certo?"),
    ],
)
def test_a_demand_is_restated_and_not_granted(language: str, promise: str, demand: str, restated: str) -> None:
    """Unless the agent has granted it already."""
    assert bound(promise, language, customer=demand)
    assert not bound(restated, language, customer=demand)
    assert not bound(promise, language, agent=promise, customer=demand)


@pytest.mark.parametrize(
    "answer",
    [
        "I'll check with the warehouse and send you a new one.",
        "You'll hear from us on Friday.",
        "The money is on its way.",
        "It has been approved.",
        "Shall I send you another one?",
        "Let me give you a discount.",
        "I promise that this never happens again.",
        "That was our mistake.",
        "Please send us a photo.",
        "I can call you back.",
        "We have already refunded it.",
    ],
)
def test_what_binds(answer: str) -> None:
    assert bound(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "I'll do what I can to put it right.",
        "Let me put it in my own words.",
        "I can see how frustrating this is.",
        "I understand that this is annoying, and I'm sorry.",
        "Please correct me if I'm wrong.",
        "May I sum it up?",
    ],
)
def test_courtesy_binds_nobody(answer: str) -> None:
    assert not bound(answer)


def test_a_promise_reaches_as_far_as_it_was_made() -> None:
    """A call is no refund, and one that was promised is no two."""
    assert not bound("I'll call you back.", agent="I'll call you back, Robin.")
    assert bound("I'll call you back and refund you.", agent="I'll call you back, Robin.")
    assert bound("I'll refund you.", agent="I'll call you back, Robin.")


@pytest.mark.parametrize(
    ("language", "rule", "expected"),
    [
        ("en", "If the item is faulty, we refund it.", True),
        ("en", "We refund every customer.", False),
        ("sv", "Om varan är trasig återbetalar vi den.", True),
        ("pt", "Reembolsamos todos os clientes.", False),
        ("xx", "Anything.", True),
    ],
)
def test_what_holds_in_some_case_only_is_no_promise(language: str, rule: str, expected: bool) -> None:
    assert is_conditional(rule, language) == expected


def test_a_language_that_is_not_known_here_may_say_nothing() -> None:
    assert bound("Wir melden uns.", "de")
