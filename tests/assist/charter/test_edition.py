"""Editions of the charter: kept and read again, what changed, and what cannot be published."""

import pytest

from assist.charter.edition import Edition, changes_between, editions_of, faults_in, to_bytes
from assist.core.conditions import Standards
from assist.wire.charter import CharterBody, ReviewBody

STANDARDS = Standards({"hold_limit_s": 60.0})


def test_an_edition_comes_back_as_it_was_kept_and_the_shipped_one_is_last() -> None:
    text = CharterBody(organisation="X", published=["hold_limit_s"], reviewed=ReviewBody(on="2026-01-31", by="Anna"))
    first, second = Edition(1, 5.0, "a", ("organisation",), text), Edition(2, 6.0, "b", (), CharterBody())
    assert editions_of({one.name: to_bytes(one) for one in (first, second)}) == [second, first, Edition()]


def test_the_fields_that_changed_are_named() -> None:
    before, after = CharterBody(purpose={"sv": "a"}), CharterBody(purpose={"sv": "b"}, contact={"en": "c"}, version=4)
    assert changes_between(before, after) == ("purpose", "contact")
    assert changes_between(before, before) == ()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ({"published": ["hold_limit_s", "pigeon"]}, "published.1"),
        ({"published": ["ring_s"]}, "published.0"),
        ({"published": ["hold_limit_s", "hold_limit_s"]}, "published.1"),
        ({"wording": {"pigeon": {"en": "x"}}}, "wording.pigeon"),
        ({"wording": {"hold_limit_s": {"en": "Never long."}}}, "wording.hold_limit_s.en"),
        ({"reviewed": {"on": "2026-02-30"}}, "reviewed.on"),
    ],
)
def test_what_cannot_be_published_is_named(text: dict[str, object], field: str) -> None:
    (fault,) = faults_in(CharterBody.model_validate(text), STANDARDS)
    assert fault.field == field


def test_a_moment_needs_no_figure_in_its_wording() -> None:
    text = CharterBody(wording={"keep_promise": {"en": "We keep our word."}, "hold_limit_s": {"en": ""}})
    assert list(faults_in(text, STANDARDS)) == []
