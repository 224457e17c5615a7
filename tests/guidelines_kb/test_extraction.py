import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines_kb.documents import markdown, text
from guidelines_kb.extraction import document_language, snippets_of
from guidelines_kb.languages import DEFAULT_LANGUAGES


def taken(source, read=markdown.read, language="en"):
    document = read(source.encode())
    return snippets_of(document, name="d", title="t", language=language, languages=DEFAULT_LANGUAGES)


def test_headings_are_sections_and_no_snippets():
    found = taken(
        "# One heading here\n\nFirst sentence is here. Second one is here.\n\n## Next\n\nThird one is here."
    )
    assert [(s.section, s.text) for s in found] == [
        ("One heading here", "First sentence is here."),
        ("One heading here", "Second one is here."),
        ("Next", "Third one is here."),
    ]


def test_a_short_list_item_is_a_snippet_and_a_stray_label_is_not():
    assert [s.text for s in taken("- Be kind\n- Say thanks\n\nPopular posts\n")] == ["Be kind", "Say thanks"]


def test_a_short_sentence_joins_the_next():
    assert [s.text for s in taken("No. We never do that.")] == ["No. We never do that."]


@given(st.text(alphabet="Ab .!\n-#*\u2028é", max_size=150))
def test_offsets_hold_for_any_text(source):
    if not source.strip():
        return
    document = text.read(source.encode())
    for snippet in snippets_of(document, name="d", title="t", language="en", languages=("en",)):
        assert document.text[snippet.start : snippet.end] == snippet.text


def test_a_long_sentence_in_another_language_is_told_apart():
    found = taken(
        "The rule is the same for everyone in the whole house.\n\n"
        "Vi svarar alltid på alla brev som kommer in till oss inom fem arbetsdagar.\n\nTack så mycket!"
    )
    assert [s.language for s in found] == ["en", "sv", "en"]


@pytest.mark.parametrize(("source", "language"), [("Vi svarar på alla brev.", "sv"), ("1 2 3", "sv")])
def test_the_document_s_language_is_the_likeliest_or_the_first_listed(source, language):
    assert document_language(text.read(source.encode()), DEFAULT_LANGUAGES) == language
