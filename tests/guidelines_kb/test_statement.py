import pytest

from guidelines_kb.statement import are_opposed, conflicting, hold_apart, shares_amount, statement


def both(one, other):
    return statement(one, "en"), statement(other, "en")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Answer every e-mail within 24 hours.", "Answer every e-mail within."),
        ("Never put a caller on hold.", "Put a caller on hold."),
        ("Thank the customer by name.", "Thank the customer by name."),
        ("60 seconds is the limit.", "Is the limit."),
    ],
)
def test_a_bare_statement_has_neither_amounts_nor_bidding_words(text, bare):
    assert statement(text, "en").bare == bare


def test_another_amount_conflicts_and_says_which():
    ours, theirs = both("Answer within 24 hours.", "Answer within two days.")
    first, second = conflicting(ours, theirs)
    assert (first.value, second.value) == (86_400, 172_800)


def test_one_amount_in_common_is_no_conflict():
    ours, theirs = both("Answer within 24 hours.", "Answer within 24 hours, on Saturdays within two days.")
    assert conflicting(ours, theirs) is None
    assert shares_amount(ours, theirs)


def test_a_count_in_common_is_not_yet_an_amount_in_common():
    assert not shares_amount(*both("Ask two questions.", "Open two windows."))


def test_opposed_are_a_ban_and_a_bid_of_like_length():
    assert are_opposed(*both("Always ask.", "Never ask."))
    assert not are_opposed(*both("Never ask.", "Do not ask."))
    assert not are_opposed(*both("Never ask.", "Ask " + "kindly and slowly " * 9))


def test_rules_for_other_channels_hold_apart():
    assert hold_apart(*both("Answer chats in a minute.", "Answer letters in a week."))
