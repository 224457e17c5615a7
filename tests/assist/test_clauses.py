"""The clauses of a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.clauses import clauses


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sorry for the wait, the system was slow", ["Sorry for the wait", "the system was slow"]),
        ("Jag beklagar verkligen, men det går inte", ["Jag beklagar verkligen", "det går inte"]),
        ("Det är fel men vi löser det", ["Det är fel", "vi löser det"]),
        ("Thank you – have a nice day", ["Thank you", "have a nice day"]),
        ("Ja, det är jag: Kim på Fjordby", ["Ja, det är jag", "Kim på Fjordby"]),
        ("one two, three, four five", ["one two", "three, four five"]),
    ],
)
def test_a_sentence_falls_into_clauses(text: str, parts: list[str]) -> None:
    """Signs and the words for "but" divide; a single word stays with its neighbour."""
    assert [text[start:end] for start, end in clauses(text)] == parts


@pytest.mark.parametrize("text", ["Sorry for the wait", "Tack, Robin", "a-b c", "", "1,249 kronor"])
def test_a_single_clause_is_none(text: str) -> None:
    """Nothing is told apart where there is one thing only."""
    assert clauses(text) == []


@given(st.text(st.sampled_from("ab ,.-;"), max_size=40))
def test_clauses_are_apart_and_in_order(text: str) -> None:
    """Spans ascend, never overlap, and hold two words at least."""
    spans = clauses(text)
    assert len(spans) != 1
    assert all(len(text[start:end].split()) >= 2 for start, end in spans)
    assert all(a_end <= b_start for (_, a_end), (b_start, _) in zip(spans, spans[1:], strict=False))
