"""The charter as a document: stands alone, means its text and nothing else, and says what Markdown says."""

from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from assist.charter.charter import charter
from assist.charter.edition import Edition
from assist.charter.html import html
from assist.charter.markdown import markdown
from assist.wire.charter import LANGUAGES, CharterBody, CharterShown
from tests.assist.charter.test_charter import FACTS, QUOTE

EVIL = '<script>alert("1")</script> & *stars* [link](http://x) # no\n1. heading\n- item'


class Reader(HTMLParser):
    """Every tag and attribute, and all that is read."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(language: str = "en", **text: object) -> CharterShown:
    edition = Edition(1, text=CharterBody.model_validate(text))
    return charter(edition, FACTS, {"hold_limit_s": {**QUOTE, "quote": EVIL}}, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_stands_alone_in_its_language(language: str) -> None:
    document = Reader(html(shown(language)))
    assert f'<html lang="{language}">' in html(shown(language))
    assert document.tags.isdisjoint({"script", "link", "img", "iframe", "form", "a"})
    assert document.attributes.isdisjoint({"style", "src", "href", "onclick"})


def test_what_somebody_wrote_is_text_and_no_markup() -> None:
    said = shown(purpose={"en": EVIL}, organisation="A & <b>")
    document = Reader(html(said))
    assert document.text.count(EVIL) == 2
    assert "b" not in document.tags
    rendered = MarkdownIt("commonmark").render(markdown(said))
    assert Reader(rendered).tags <= {"h1", "h2", "h3", "em", "p", "ul", "li", "blockquote"}
    assert Reader(rendered).text.count('<script>alert("1")</script> & *stars* [link](http://x) # no') == 2


def test_markdown_says_the_same_as_html() -> None:
    said = shown("sv")
    for standard in said["standards"]:
        assert standard["sentence"] in html(said)
        assert standard["sentence"] in markdown(said)
    assert "Så blev det: ännu för få fall" in markdown(said)
    assert "har ännu inte granskats" in markdown(said)
