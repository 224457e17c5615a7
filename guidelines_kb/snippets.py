"""The values that go in and out of a library: queries, snippets, matches, and what is known of a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snippet:
    """One retrievable sentence: the document's text from `start` to `end` (code points) is `text`."""

    document: str
    title: str
    section: str
    language: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A snippet and how near it is to what was asked: `similarity` in [-1, 1], higher is nearer."""

    snippet: Snippet
    similarity: float


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; without `language` it is guessed from the text."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a library knows of one document.

    `sections` and `snippets` are counts, `characters` counts code points of the extracted text, `sha256`
    is of the bytes as they came. `changed` is False when adding found the same bytes already there.
    """

    document: str
    title: str
    language: str
    sections: int
    snippets: int
    changed: bool
    media_type: str
    sha256: str
    characters: int
