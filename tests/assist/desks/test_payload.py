"""Reading payloads: what fits, and which field does not."""

import pytest

from assist.desks.payload import Payload, clean
from assist.errors import InvalidRequest, RequestError

BODY = b'{"a": {"b": {"c": "text"}}, "n": 7, "list": [{"x": 1}, {"x": 2}], "name": " Lars \\n Holm ", "yes": true}'


def test_what_fits_is_read() -> None:
    payload = Payload.of(BODY)
    assert payload.text("a", "b", "c") == "text"
    assert payload.text("a", "nothing", "c") == ""
    assert (payload.text("n"), payload.name("name"), payload.flag("yes"), payload.flag("no")) == (
        "7",
        "Lars Holm",
        True,
        False,
    )
    assert [part.text("x") for part in payload.parts("list")] == ["1", "2"]
    assert payload.part("a").part("b").needed("c") == "text"
    assert list(payload.parts("nothing")) == []
    assert Payload({"words": ["one", 2, "two"]}).words("words") == ["one", "two"]
    assert payload.words("nothing") == []


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ('"2026-11-28T10:00:00Z"', 1795860000.0),
        ('"2026-11-28T11:00:00+01:00"', 1795860000.0),
        ('"2026-11-28 10:00:00"', 1795860000.0),
        ("1795860000", 1795860000.0),
        ("1795860000500", 1795860000.5),
        ('"1795860000.5"', 1795860000.5),
        ("null", None),
        ('""', None),
    ],
)
def test_times_are_read_as_desks_write_them(value: str, seconds: float | None) -> None:
    assert Payload.of(b'{"at": %b}' % value.encode()).time("at") == seconds


@pytest.mark.parametrize(
    ("read", "says"),
    [
        (lambda payload: payload.text("a"), "a must be text"),
        (lambda payload: payload.text("yes"), "yes must be text"),
        (lambda payload: payload.text("n", "x"), "n must be a JSON object"),
        (lambda payload: payload.needed("missing"), "missing is missing"),
        (lambda payload: list(payload.parts("a")), "a must be a list"),
        (lambda payload: payload.words("a"), "a must be a list"),
        (lambda payload: payload.time("name"), "name must be a time"),
        (lambda payload: payload.time("yes"), "yes must be a time"),
        (lambda payload: payload.part("a", "b").needed("d"), "a.b.d is missing"),
        (lambda payload: next(payload.parts("list")).needed("y"), "list.0.y is missing"),
    ],
)
def test_a_refusal_names_the_field(read, says: str) -> None:
    with pytest.raises(InvalidRequest, match=says):
        read(Payload.of(BODY))


@pytest.mark.parametrize("body", [b"[]", b"7", b"", b"{", b"\xff{}", b'{"a": NaN}', b"null"])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(RequestError):
        Payload.of(body)


@pytest.mark.parametrize("value", ["1e400", "-5", '"x"', '"9" '])
def test_odd_times_end_in_a_sentence_or_a_number(value: str) -> None:
    try:
        found = Payload.of(b'{"at": %b}' % value.encode()).time("at")
    except RequestError:
        return
    assert found == 9.0


def test_text_can_be_stored() -> None:
    assert clean("a\0b\ud800c") == "ab?c"
    assert len(clean("x" * 20_000)) == 16_000
    assert len(Payload({"x": "x" * 20_000}).text("x", most=18_000)) == 18_000
