"""Bytes to JSON values and back."""

import pytest

from assist.errors import RequestError
from assist.wire.text import dump, parse, with_seq


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b'{"a": ', "line 1, column"),
        (b'{"a": NaN}', "NaN is not"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too long"),
    ],
)
def test_what_is_no_json_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    """Status 400, and where it breaks off."""
    with pytest.raises(RequestError, match=said) as refused:
        parse(data)
    assert refused.value.status == 400


def test_round_trip() -> None:
    """What is written is read again, in any script."""
    assert parse(dump({"a": ["å", 1, 2.5, None, True]})) == {"a": ["å", 1, 2.5, None, True]}


def test_the_number_goes_in_front() -> None:
    """A stored entry gets its number without being parsed."""
    assert parse(with_seq(7, dump({"at": "x"}))) == {"seq": 7, "at": "x"}
