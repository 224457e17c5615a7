"""Dates, sums and references are told from what may be somebody's."""

import pytest

from assist.figures import is_reference, without


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-28", "28.11.2026", "28/11-2026", "28/11 2026", "2026/2027", "2019-2026", "11/28/2026",
        "2026-11-28, 14:30", "28.11.2026 kl. 14.30",
        "12 500 000 kr", "1.234.567,50 kr", "1.234.567 kronor", "€1,234,567.00", "R$ 1.234.567,89", "12 345 678 NOK",
    ],
)  # fmt: skip
def test_dates_and_sums_are_left_out(text: str) -> None:
    for around in ("{}", "Kl. {} och", "({})"):
        rest = without(around.format(text))
        assert not any(sign.isdigit() for sign in rest), rest
        assert len(rest) == len(around.format(text))


@pytest.mark.parametrize(
    "text", ["070-123 45 67", "912 345 678", "12 34 56 78", "211062-5629", "28.13.2026", "1 299 4"]
)
def test_other_figures_stay(text: str) -> None:
    assert without(text) == text


@pytest.mark.parametrize(
    ("before", "number", "expected"),
    [
        ("Mitt ordernummer är ", "23456789", True),
        ("Ordrenr.: ", "23456789", True),
        ("Encomenda n.º ", "912345678", True),
        ("pedido nº: ", "912345678", True),
        ("Track & trace ", "23456789", True),
        ("#", "23456789", True),
        ("Ring mig på ", "23456789", False),
        ("Mitt ordernummer är borta, ring mig på ", "23456789", False),
        ("Mitt ordernummer är ", "23 45 67 89", False),
        ("Mitt ordernummer är ", "0701234567", False),
        ("Mitt ordernummer är ", "+4523456789", False),
        ("Kunden heter Ann, ", "23456789", False),
    ],
)
def test_a_row_of_digits_is_what_the_words_before_it_say(before: str, number: str, expected: bool) -> None:
    text = f"Hej! {before}{number}, tack."
    start = text.index(number)
    assert is_reference(text, start, start + len(number)) is expected
