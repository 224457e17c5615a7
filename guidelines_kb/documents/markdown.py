"""Markdown: headings, paragraphs, list items and table rows; offsets count in the text without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from guidelines_kb.documents.document import BlockKind, Document, Piece, laid_out
from guidelines_kb.documents.text import decoded

MEDIA_TYPE = "text/markdown"

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"h([1-6])")
_TAG = re.compile(r"<[^<>]*>")


def read(data: bytes) -> Document:
    """Return the document that a Markdown file is; front matter gives the title and is left out of the
    text."""
    source = decoded(data)
    title = None
    if front := _FRONT_MATTER.match(source):
        found = _FRONT_TITLE.search(front[1])
        title = found[1] if found else None
        source = source[front.end() :]
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    return laid_out(list(_pieces(tokens)), MEDIA_TYPE, title)


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    opened: list[str] = []  # the blocks around the token, outermost first
    cells: list[str] = []  # of the table row we are in
    for token in tokens:
        if token.nesting == 1:
            opened.append(token.tag)
        elif token.nesting == -1:
            opened.pop()
            if token.type == "tr_close":
                yield Piece(BlockKind.ITEM, " | ".join(filter(None, cells)))
                cells = []
        elif "tr" in opened:
            cells.append(_spoken(token))
        else:
            yield _piece(token, opened)


def _piece(token: Token, around: Sequence[str]) -> Piece:
    if token.type == "html_block":
        return Piece(BlockKind.PARAGRAPH, _TAG.sub(" ", token.content))
    if token.type != "inline":
        return Piece(BlockKind.PARAGRAPH, token.content)
    if heading := _HEADING.fullmatch(around[-1]):
        return Piece(BlockKind.HEADING, _spoken(token), int(heading[1]))
    return Piece(BlockKind.ITEM if "li" in around else BlockKind.PARAGRAPH, _spoken(token))


def _spoken(token: Token) -> str:
    """The words of an inline token, without marks, links' addresses or pictures."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts)
