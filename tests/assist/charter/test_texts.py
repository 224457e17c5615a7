"""The words that the charter ships with: whole in five languages, with the same slots."""

import re

import pytest

from assist.charter.measures import MEASURES
from assist.charter.texts import texts_in
from assist.core.events import Channel
from assist.wire.charter import LANGUAGES

SLOT = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_everything_with_the_same_slots(language: str) -> None:
    ours, english = texts_in(language).model_dump(), texts_in("en").model_dump()
    for name, text in english.items():
        if isinstance(text, str) and name not in {"title", "thousands"}:
            assert sorted(SLOT.findall(ours[name])) == sorted(SLOT.findall(text)), name
    assert ours["channels"].keys() == {channel.value for channel in Channel}
    assert ours["languages"].keys() == {*LANGUAGES}
    assert ours["headings"].keys() == english["headings"].keys()
    assert len(ours["months"]) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_standard_is_worded_with_its_figure_and_no_other_slot(language: str) -> None:
    worded = texts_in(language).standards
    assert worded.keys() == {measure.id for measure in MEASURES}
    for measure in MEASURES:
        assert SLOT.findall(worded[measure.id]) == (["{number}"] if measure.standard else [])


def test_names_are_listed_as_a_sentence_does() -> None:
    english = texts_in("en")
    assert [english.listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
