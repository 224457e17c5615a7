"""A document's snippets: which stretches of its text can be found and quoted, and in what language each
is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidelines_kb.documents import Block, BlockKind, Document
from guidelines_kb.languages import detect, most_likely
from guidelines_kb.snippets import Snippet
from guidelines_kb.splitting import Span, capped, sentences, stand_alone, word_count

# A sentence counts as another language than its document only when it is long and py3langid is sure.
_FOREIGN_WORDS = 8
_FOREIGN_CERTAINTY = 0.98
_DOCUMENT_CERTAINTY = 0.5


def document_language(document: Document, languages: Sequence[str]) -> str:
    """Return the language the whole document is most likely in, of `languages`; undecided gives the first
    listed."""
    language, certainty = most_likely(detect(document.text, languages))
    return language if certainty >= _DOCUMENT_CERTAINTY else languages[0]


def snippets_of(
    document: Document, *, name: str, title: str, language: str, languages: Sequence[str]
) -> tuple[Snippet, ...]:
    """Return every sentence of `document` that says something on its own, in order, headings left out.

    A snippet has the document's `language` unless it is long and clearly in another of `languages`.
    """
    found: list[Snippet] = []
    section = ""
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            section = document.text[block.start : block.end]
            continue
        for start, end in _spans(document.text, block, language):
            text = document.text[start:end]
            spoken = _sentence_language(text, language, languages)
            found.append(Snippet(name, title, section, spoken, text, start, end))
    return tuple(found)


def _spans(text: str, block: Block, language: str) -> Iterator[Span]:
    inside = text[block.start : block.end]
    spans = stand_alone(inside, sentences(inside, language))
    for span in spans:
        # A short list item is a rule of its own ("Be kind"); a short stray line is not.
        if block.kind is BlockKind.PARAGRAPH and word_count(inside[slice(*span)]) < _least_words(
            inside, span
        ):
            continue
        for start, end in capped(inside, span):
            yield block.start + start, block.start + end


def _least_words(text: str, span: Span) -> int:
    """A whole sentence of two words may stand ("Always apologise."); two words without an end mark are a
    label."""
    return 2 if text[span[1] - 1] in ".!?…" else 3


def _sentence_language(text: str, language: str, languages: Sequence[str]) -> str:
    if language not in languages or word_count(text) < _FOREIGN_WORDS:
        return language
    likely, certainty = most_likely(detect(text, languages))
    return likely if certainty >= _FOREIGN_CERTAINTY else language
