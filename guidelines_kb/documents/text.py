"""Plain text: the decoded file itself is the document's text, so offsets hold against the file.

Headings are recognised by shape: a short line without end punctuation, with prose after it. Hard-wrapped
paragraphs stay together, lines that begin with a bullet or a number are list items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guidelines_kb.documents.document import Block, BlockKind, Document, first_title
from guidelines_kb.errors import DocumentError

MEDIA_TYPE = "text/plain"
MAX_HEADING_CHARACTERS = 80
MAX_HEADING_WORDS = 12

_LINE = re.compile(r"[^\r\n\f\x0b\x85\u2028\u2029]+")
_ITEM = re.compile(r"\s*(?:[-*+•‣◦▪–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+(?=\S)")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

Span = tuple[int, int]


def decoded(data: bytes) -> str:
    """Return `data` as text: UTF-8 with or without mark, UTF-16 with one, else Windows-1252.

    Bytes that are no text in any of these raise DocumentError.
    """
    if data.startswith(_UTF16_MARKS):
        return _decoded_as(data, "utf-16")
    if b"\0" in data:
        raise DocumentError(
            f"The file holds a NUL byte at position {data.index(0)}, so it is not plain text: "
            "send it with its right type, or save it as UTF-8 text."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _decoded_as(data, "cp1252")
    if _CONTROLS.search(text[:100_000]):
        raise _not_text()
    return text


def _decoded_as(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text() from error
    if "\0" in text:
        raise _not_text()
    return text


def _not_text() -> DocumentError:
    return DocumentError(
        "The file is not plain text (it holds bytes that no text has): send it with its right type, "
        "such as application/pdf, or save it as UTF-8 text."
    )


def read(data: bytes) -> Document:
    """Return the document that a plain text file is."""
    text = decoded(data)
    blocks = tuple(found_blocks(text))
    return Document(text, first_title(text, blocks), blocks, MEDIA_TYPE)


def found_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of `text` in order, found by the shape of its lines."""
    lines = [_stripped(text, found.span()) for found in _LINE.finditer(text)]
    lines = [line for line in lines if line[0] < line[1]]
    index = 0
    while index < len(lines):
        start, end = lines[index]
        marker = _ITEM.match(text, start, end)
        if _is_heading(text, lines, index):
            yield Block(BlockKind.HEADING, start, end, 1 if index == 0 else 2)
            index += 1
            continue
        last = _last_line_of_block(text, lines, index)
        kind = BlockKind.PARAGRAPH if marker is None else BlockKind.ITEM
        yield Block(kind, start if marker is None else marker.end(), lines[last][1])
        index = last + 1


def _stripped(text: str, span: Span) -> Span:
    line = text[span[0] : span[1]]
    return span[0] + len(line) - len(line.lstrip()), span[0] + len(line.rstrip())


def _is_blank_between(text: str, before: Span, after: Span) -> bool:
    gap = text[before[1] : after[0]].replace("\r\n", "\n")
    return sum(gap.count(mark) for mark in "\n\r\f\x0b\x85\u2028\u2029") > 1


def _last_line_of_block(text: str, lines: Sequence[Span], first: int) -> int:
    """A block goes on until a blank line, a list item or a heading."""
    last = first
    while last + 1 < len(lines):
        following = lines[last + 1]
        if _is_blank_between(text, lines[last], following):
            break
        if _ITEM.match(text, *following) or _is_heading(text, lines, last + 1):
            break
        if _begins_anew(text, lines[last], following):
            break
        last += 1
    return last


def _begins_anew(text: str, before: Span, after: Span) -> bool:
    """A line far longer than any hard-wrapped one that ends its sentence is a paragraph of its own."""
    return before[1] - before[0] > 160 and bool(_SENTENCE_END.search(text[before[0] : before[1]]))


def _is_heading(text: str, lines: Sequence[Span], index: int) -> bool:
    start, end = lines[index]
    line = text[start:end]
    if index + 1 == len(lines) or not _has_heading_shape(line):
        return False
    following = lines[index + 1]
    blank_after = _is_blank_between(text, lines[index], following)
    if index and not _is_blank_between(text, lines[index - 1], lines[index]):
        before = text[lines[index - 1][0] : lines[index - 1][1]]
        if not _SENTENCE_END.search(before) and not _has_heading_shape(before):
            return False  # the middle of a hard-wrapped paragraph
    if blank_after:
        return True
    # Without a blank line only a clearly longer line can be the prose below; else this is the line above it.
    return following[1] - following[0] > 1.25 * (end - start) and not text[following[0]].islower()


def _has_heading_shape(line: str) -> bool:
    if len(line) > MAX_HEADING_CHARACTERS or len(line.split()) > MAX_HEADING_WORDS:
        return False
    if _ITEM.match(line) and not line[0].isdigit():
        return False
    return not _SENTENCE_END.search(line) and (line[0].isupper() or line[0].isdigit())
