"""Phrases in a draft's own words: what they may hold, where they are found, and that nothing makes them slow."""

import pytest

from assist.core.drafts.phrases import Phrases, flat, own_words
from tests.assist.core.drafts.letters import draft_of


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("your own fault", "It is your own fault.", "your own fault"),
        ("your own fault", "your ownfault", None),
        ("own", "Everyone's known", None),
        ("stupid*", "How stupidly done", "stupidly"),
        ("not (our|my) problem", "that is NOT my problem", "NOT my problem"),
        ("is (really )?hard", "is hard, is really hard", "is hard"),
        ("(very )*sorry", "very very sorry", "very very sorry"),
        ("when ... know", "when we finally get to know", "when we finally get to know"),
        ("when ... know", "when one two three four five know", None),
        ("when ... know", "when. I know", None),
        ("had you ...... would", "had you a b c d e f g h i would", "had you a b c d e f g h i would"),
        ("had you ...... would", "had you a b c d e f g h i j would", None),
        ("end of story", "so, end, of\nstory", "end, of\nstory"),
        ("poupe nos", "poupe-nos o drama", "poupe-nos"),
        ("don't", "you don’t say", "don’t"),
        ("e.g. this", "egg this", None),
    ],
)
def test_a_phrase_is_found_where_it_is_said(phrase: str, text: str, found: str | None) -> None:
    span = Phrases([phrase]).first(flat(text), (0, len(text)))
    assert (text[slice(*span)] if span else None) == found


def test_only_within_the_span() -> None:
    assert Phrases(["b c"]).first("a b c d", (0, 4)) is None
    assert [*Phrases(["a", "b"]).all("a b a", (1, 5))] == [(2, 3), (4, 5)]


def test_no_phrases_are_never_found() -> None:
    assert Phrases([]).first("anything", (0, 8)) is None


@pytest.mark.parametrize("text", ["İstanbul’da İ", "straße ǅ", "\u2028a\u00a0b\r\n"])
def test_a_flat_text_keeps_every_place(text: str) -> None:
    assert len(flat(text)) == len(text)


def test_what_is_quoted_is_not_the_agents_word() -> None:
    draft = draft_of('You wrote "it is a scandal" and “shame on you”; we agree.')
    assert own_words(draft).split() == ["you", "wrote", "and", ";", "we", "agree."]
    assert len(own_words(draft)) == len(draft.text)
